using System.Collections.Immutable;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

internal sealed class WordingCheckerTests
{
    private static readonly PublicPost Post = new("The node of our shard is slow since 2pm.", PostState.Identified);

    [Test]
    public void A_team_may_change_a_level_and_turn_a_rule_off()
    {
        var changed = WordingSettings.Default with { Levels = WordingSettings.Default.Levels.Add("jargon", FindingLevel.Hint).Add("TIME-NO-ZONE", null) };

        var found = new WordingChecker(new WordingContext(), changed, DateTimeZoneProviders.Tzdb).Check(Post);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Single(finding => finding.RuleId == "JARGON").Level, Is.EqualTo(FindingLevel.Hint));
            Assert.That(found.Select(finding => finding.RuleId), Has.None.EqualTo("TIME-NO-ZONE"));
        }
    }

    [Test]
    public void A_team_may_add_words_and_allow_others()
    {
        var settings = WordingSettings.Default with { Jargon = ["blue lane", "frob*"], AllowedTerms = ["shard"], PrivateNames = ["Initech"], InternalDomains = [".acme.test"], PublicMailboxes = ["ceo@example.com"] };

        var found = Find("Frobnicating the blue lane of the shard for Initech on api.acme.test; ask ceo@example.com.", settings);

        Assert.That(found, Is.EquivalentTo(["JARGON Frobnicating", "JARGON blue lane", "LEAK-INTERNAL Initech", "LEAK-INTERNAL api.acme.test"]));
    }

    [Test]
    public void Names_in_the_configuration_are_no_jargon()
    {
        var checker = new WordingChecker(new WordingContext { Components = ["Cluster Manager"] }, WordingSettings.Default, DateTimeZoneProviders.Tzdb);

        Assert.That(checker.Check(new PublicPost("The cluster manager is slow, and so is each cluster.", PostState.Identified)).Count(finding => finding.RuleId == "JARGON"), Is.EqualTo(1));
    }

    [Test]
    public void The_same_post_always_has_the_same_findings()
    {
        var first = WordingChecker.Plain.Check(Post);

        Assert.That(WordingChecker.Plain.Check(Post), Is.EqualTo(first));
    }

    [Test]
    public void Findings_come_in_reading_order_and_within_the_text()
    {
        var piece = Gen.Elements(
            "resolved", "all clear", "not", "will", "monitoring", "still", "today", "14:00", "UTC", "2pm", "___", "{x}", "[x]", ".", ",", " ", "\n", "earlier", "’", "\ud83d", "İ", "fixing",
            "next update", "in", "30", "minutes", "half an hour", "2 March", "2026-03-02", "PDT", "(", "/", "+02:00", "http://a.b", "a@b.co", "<b>", "`x`", "@x", "#xy", "may", "some", "1.", "7:", "won't", "'s", "-", "no", "action");
        var texts = Gen.OneOf(piece.ListOf().Select(parts => string.Join(' ', parts)), piece.ListOf().Select(string.Concat), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        var posts = texts.Zip(Gen.Elements(Enum.GetValues<PostState>())).Zip(Gen.Elements(Enum.GetValues<PostKind>())).ToArbitrary();

        Prop.ForAll(posts, drawn =>
        {
            var ((text, state), kind) = drawn;
            var post = new PublicPost(text, state) { Kind = kind, At = Instant.FromUtc(2026, 1, 1, 12, 0), Previous = [new EarlierPost(text, PostState.Investigating, Instant.FromUtc(2026, 1, 1, 11, 0))] };
            var findings = WordingChecker.Plain.Check(post);
            return findings.All(found => found.Start >= 0 && found.Length >= 0 && found.End <= text.Length)
                && findings.Zip(findings.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [TestCase("resolved ")]
    [TestCase("14:00 ")]
    [TestCase("earlier                    ")]
    [TestCase("{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("to be will monitoring ")]
    [TestCase("next update ")]
    [TestCase("we will provide update ")]
    [TestCase("root cause investigating ")]
    [TestCase("A.B.C.D.")]
    [TestCase("UTC+")]
    [TestCase("a b ")]
    [TestCase("password is ")]
    [TestCase("1 hour and ")]
    [TestCase("<")]
    public void No_text_makes_the_check_slow(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 10_000 / part.Length));
        var post = new PublicPost(text, PostState.Monitoring) { At = Instant.FromUtc(2026, 1, 1, 12, 0), Previous = [new EarlierPost(text, PostState.Investigating, Instant.FromUtc(2026, 1, 1, 11, 0))] };
        WordingChecker.Plain.Check(post);
        var started = Stopwatch.GetTimestamp();

        WordingChecker.Plain.Check(post);

        Assert.That(Stopwatch.GetElapsedTime(started).TotalSeconds, Is.LessThan(1), "a hundred times the usual time; only a non-linear check takes longer");
    }

    [Test]
    public void A_very_long_text_is_checked_only_up_to_the_limit()
    {
        var found = WordingChecker.Plain.Check(new PublicPost(new string('x', 5_000_000) + " yesterday", PostState.Identified));

        Assert.That(found.Select(finding => finding.RuleId), Does.Contain("LENGTH").And.None.EqualTo("TIME-RELATIVE-DAY"));
    }

    private static IEnumerable<string> Find(string text, WordingSettings settings) =>
        new WordingChecker(new WordingContext { Support = "support@example.com" }, settings, DateTimeZoneProviders.Tzdb).Check(new PublicPost(text, PostState.Identified))
            .Where(finding => finding.RuleId is "JARGON" || finding.RuleId.StartsWith("LEAK", StringComparison.Ordinal))
            .Select(finding => $"{finding.RuleId} {text.Substring(finding.Start, finding.Length)}");
}
