using FsCheck.Fluent;
using IncidentBot.Slack.BlockKit;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class ChannelNameTests
{
    [TestCase("API down", "inc-42-api-down")]
    [TestCase("  API/DB -- down!  ", "inc-42-api-db-down")]
    [TestCase("Café Ångström doesn't load", "inc-42-cafe-angstrom-doesnt-load")]
    [TestCase("Straße, Øre, Łódź", "inc-42-strasse-ore-lodz")]
    [TestCase("ｆｕｌｌ ｗｉｄｔｈ", "inc-42-full-width")]
    [TestCase("İstanbul ISTANBUL", "inc-42-istanbul-istanbul")]
    [TestCase("🔥🔥🔥", "inc-42")]
    [TestCase("שלום", "inc-42")]
    [TestCase("支付 payment 失败", "inc-42-payment")]
    [TestCase("\u200B\u202E", "inc-42")]
    [TestCase("", "inc-42")]
    [TestCase("<!channel> <@U1>", "inc-42-channel-u1")]
    public void Spells_a_title(string title, string expected) => Assert.That(ChannelName.From("inc", 42, title), Is.EqualTo(expected));

    [Test]
    public void Stays_within_eighty_without_a_hyphen_at_the_end()
    {
        var name = ChannelName.From("inc", 42, string.Concat(Enumerable.Repeat("abcdefghi ", 300)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(name, Has.Length.EqualTo(80).Or.Length.EqualTo(79));
            Assert.That(name, Does.Not.EndWith("-"));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Any_title_makes_a_name_slack_takes() =>
        Prop.ForAll(HostileText.Any, title =>
        {
            var name = ChannelName.From("inc", 42, title);

            return name.Length is >= 6 and <= 80
                && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
                && !name.Contains("--", StringComparison.Ordinal) && !name.EndsWith('-');
        });

    [TestCase("")]
    [TestCase("Inc")]
    [TestCase("in c")]
    public void Wants_a_prefix_that_slack_takes(string prefix) => Assert.That(() => ChannelName.From(prefix, 1, "x"), Throws.ArgumentException);
}
