using IncidentBot.Configuration;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

public sealed class BrandOptionsTests
{
    [Test]
    public void A_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can()
    {
        var problems = SettingsOf.Problems(("StatusPage:AccentColour", "#ffcc00"));

        Assert.That(problems.Single().ToString(), Does.Match(
            @"^StatusPage:AccentColour: #ffcc00 cannot be read well on the light page: its contrast is 1\.\d to 1, and links need 4\.5\. The nearest that can be is #[0-9a-f]{6}\.$"));
    }

    [Test]
    public void The_colour_that_is_proposed_is_accepted_and_gets_a_lighter_form_for_the_dark()
    {
        var proposed = SettingsOf.Problems(("StatusPage:AccentColour", "#ffcc00")).Single().Sentence[^8..^1];

        var accent = SettingsOf.Valid(("StatusPage:AccentColour", proposed)).StatusPage.Brand.Accent!.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BrandOptions.LightGrounds.Select(accent.Light.ContrastTo), Has.All.GreaterThanOrEqualTo(4.5));
            Assert.That(BrandOptions.DarkGrounds.Select(accent.Dark.ContrastTo), Has.All.GreaterThanOrEqualTo(4.5));
        }
    }

    [TestCase("StatusPage:AccentColour", "blue", "\"blue\" is not a colour such as #1f5b4c.")]
    [TestCase("StatusPage:AccentColour", "#12345g", "\"#12345g\" is not a colour such as #1f5b4c.")]
    [TestCase("StatusPage:AccentColourDark", "#ffffff", "is set without AccentColour.")]
    [TestCase("StatusPage:Logo", "logo.gif", "\"logo.gif\" is none of .svg, .png, .jpg, .jpeg, .webp.")]
    [TestCase("StatusPage:Links:help:Name", "Help", "is missing; a link needs a web address.")]
    [TestCase("StatusPage:Links:help:Url", "javascript:alert(1)", "\"javascript:alert(1)\" is not a full web address such as https://status.example.com.")]
    [TestCase("StatusPage:Components:api:StartDate", "31.1.2026", "\"31.1.2026\" is not a day such as 2026-01-31.")]
    [TestCase("StatusPage:Copy:Command", "rsync", "is set without Folder; there is nothing to take anywhere.")]
    [TestCase("StatusPage:Copy:Folder", "copy", "needs StatusPage:Url as well: what the files say of their own address must be true elsewhere.")]
    public void What_cannot_be_used_is_said_in_a_sentence(string key, string value, string sentence)
    {
        Assert.That(SettingsOf.Problems((key, value)).Select(problem => problem.Sentence), Has.Member(sentence));
    }

    [Test]
    public void A_logo_that_is_not_there_is_said_at_the_start()
    {
        Assert.That(SettingsOf.Problems(("StatusPage:Logo", "/nowhere/logo.svg")).Single().Sentence, Does.StartWith("\"/nowhere/logo.svg\" cannot be read ("));
    }

    [Test]
    public void The_grounds_are_those_of_the_style_sheet()
    {
        var sheet = System.Text.Encoding.UTF8.GetString(new PageAssets(new StatusPageSettings("x", null, null)).Stylesheet.Answer.Body.Span);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sheet, Does.Contain($"--ground: {BrandOptions.LightGrounds[0]};").And.Contain($"--surface: {BrandOptions.LightGrounds[1]};"));
            Assert.That(sheet, Does.Contain($"--ground: {BrandOptions.DarkGrounds[0]};").And.Contain($"--surface: {BrandOptions.DarkGrounds[1]};"));
        }
    }

    [Test]
    public void The_colour_is_in_the_style_sheet_and_so_in_its_address()
    {
        var plain = new PageAssets(new StatusPageSettings("x", null, null)).Stylesheet;
        var accented = new PageAssets(new StatusPageSettings("x", null, null) { Brand = new Brand { Accent = new AccentColour("#102030", "#a0b0c0") } }).Stylesheet;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(System.Text.Encoding.UTF8.GetString(accented.Answer.Body.Span), Does.Contain("--link: #102030;").And.Contain("--link: #a0b0c0;"));
            Assert.That(accented.Address, Is.Not.EqualTo(plain.Address));
        }
    }
}
