using System.Xml.Linq;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private PublicPage page = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        page = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example & Sons", new Uri("https://status.example.com"), null));
        await page.DeclareAsync(4);
        await page.PublishAsync(4, PublicState.Investigating, "We are <looking> into it.\nMore soon.", "Slow \"pages\"");
        page.Time.Move(TimeSpan.FromMinutes(5));
        await page.PublishAsync(4, PublicState.Identified, "Found a control \u0001 character.");
        await page.DeclareAsync(9);
        await page.PublishAsync(9, PublicState.Investigating, "Another.", "No mail \uD800 half");
    }

    [TearDown]
    public async Task CloseAsync() => await page.DisposeAsync();

    [Test]
    public async Task Atom_has_one_entry_for_each_incident_in_the_known_form()
    {
        var feed = XDocument.Parse(await page.Http.GetStringAsync("/history.atom")).Root!;
        var entries = feed.Elements(Atom + "entry").ToList();
        var content = entries[1].Element(Atom + "content")!.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(feed.Element(Atom + "id")!.Value, Is.EqualTo("tag:status.example.com,2005:/history"));
            Assert.That(entries.Select(entry => entry.Element(Atom + "id")!.Value), Is.EqualTo(new[] { "tag:status.example.com,2005:Incident/9", "tag:status.example.com,2005:Incident/4" }));
            Assert.That(entries[1].Element(Atom + "published")!.Value, Is.EqualTo("2026-03-14T09:26:53.589Z"));
            Assert.That(entries[1].Element(Atom + "updated")!.Value, Is.EqualTo("2026-03-14T09:31:53.589Z"));
            Assert.That(entries[1].Element(Atom + "title")!.Value, Is.EqualTo("Slow \"pages\""));
            Assert.That(entries[1].Element(Atom + "link")!.Attribute("href")!.Value, Is.EqualTo("https://status.example.com/status/incidents/4"));
            Assert.That(content, Does.StartWith("<p><small>Mar <var data-var='date'>14</var>, <var data-var='time'>09:31</var> UTC</small><br><strong>Identified</strong> - Found"));
            Assert.That(content, Does.Contain("We are &lt;looking&gt; into it.<br>More soon.</p>"));
            Assert.That(feed.Elements(Atom + "link").Select(link => link.Attribute("rel")!.Value), Is.EqualTo(new[] { "alternate", "self" }));
        }
    }

    [Test]
    public async Task Rss_has_the_same_content()
    {
        var channel = XDocument.Parse(await page.Http.GetStringAsync("/history.rss")).Root!.Element("channel")!;
        var items = channel.Elements("item").ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(channel.Element("title")!.Value, Is.EqualTo("Example & Sons Status - Incident History"));
            Assert.That(items.Select(item => item.Element("guid")!.Value), Is.EqualTo(new[] { "tag:status.example.com,2005:Incident/9", "tag:status.example.com,2005:Incident/4" }));
            Assert.That(items[1].Element("pubDate")!.Value, Is.EqualTo("Sat, 14 Mar 2026 09:26:53 +0000"));
            Assert.That(items[1].Element("description")!.Value, Does.Contain("<strong>Investigating</strong> - We are &lt;looking&gt;"));
            Assert.That(DateTimeOffset.TryParse(channel.Element("pubDate")!.Value, System.Globalization.CultureInfo.InvariantCulture, out _), Is.True);
        }
    }

    [TestCase("/history.atom", "application/atom+xml")]
    [TestCase("/history.rss", "application/rss+xml")]
    [TestCase("/status/badge.svg", "image/svg+xml")]
    [TestCase("/status/banner.json", "application/json")]
    [TestCase("/status.md", "text/markdown")]
    public async Task Each_document_has_its_type_and_may_be_read_from_any_website(string path, string type)
    {
        var answer = await page.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
            Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=30, stale-while-revalidate=60"));
        }
    }

    [Test]
    public async Task The_badge_is_an_image_with_text()
    {
        var badge = XDocument.Parse(await page.Http.GetStringAsync("/status/badge.svg")).Root!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(badge.Attribute("aria-label")!.Value, Is.EqualTo("Example & Sons: degraded"));
            Assert.That(badge.Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value), Is.EqualTo(new[] { "status", "degraded" }));
        }
    }

    [Test]
    public async Task The_banner_says_whether_to_show_one()
    {
        await using var calm = await PublicPage.OpenAsync();

        var (quiet, loud) = (await calm.JsonAsync("/status/banner.json"), await page.JsonAsync("/status/banner.json"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(quiet.GetProperty("show").GetBoolean(), Is.False);
            Assert.That(quiet.GetProperty("text").GetString(), Is.EqualTo("All Systems Operational"));
            Assert.That(loud.GetProperty("show").GetBoolean(), Is.True);
            Assert.That(loud.GetProperty("indicator").GetString(), Is.EqualTo("minor"));
            Assert.That(loud.GetProperty("incidents").EnumerateArray().Select(entry => entry.GetProperty("url").GetString()), Is.EqualTo(new[] { "https://status.example.com/status/incidents/9", "https://status.example.com/status/incidents/4" }));
        }
    }

    [Test]
    public async Task Plain_text_is_complete_and_its_headings_cannot_be_injected()
    {
        await page.PublishAsync(9, PublicState.Identified, "# All is well\n\n[click](https://evil.example)", "One line\n# Two lines");

        var text = await page.Http.GetStringAsync("/status.md");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("# Example & Sons\n\nPartially Degraded Service\n"));
            Assert.That(text, Does.Contain("Next update by").And.Contain("14 March 2026, 09:26 UTC, Investigating:").And.Contain("- Platform - API: Operational"));
            Assert.That(text.Split('\n').Where(line => line.StartsWith('#')), Is.EqualTo(new[] { "# Example & Sons", "## One line # Two lines", "## Slow \"pages\"", "## Components" }));
        }
    }
}
