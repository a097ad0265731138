using System.Text.RegularExpressions;
using IncidentBot.Core.Tests.Wording.Fixtures;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

/// <summary>A messenger in a hurry follows a suggestion literally.</summary>
internal sealed partial class SuggestionTests
{
    private static IEnumerable<string> Rules => RuleCatalog.Ids;

    [TestCaseSource(nameof(Rules))]
    [Requirement("R96")]
    public void The_quoted_text_of_a_suggestion_passes_the_check(string rule)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (post, finding) in Findings(rule))
            {
                foreach (var quoted in Quotes(finding))
                {
                    var said = post with { Text = quoted, Previous = [new EarlierPost("Sign-in fails.", PostState.Investigating, post.At)] };
                    Assert.That(Spoken(said), Is.Empty, $"{rule}: {finding.Suggestion}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Rules))]
    [Requirement("R96")]
    public void Following_a_suggestion_removes_the_finding_and_adds_no_error(string rule)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (post, finding) in Findings(rule))
            {
                if (Followed(post.Text, finding) is not { } text)
                    continue;
                var before = Checker.Check(post);
                var after = Checker.Check(post with { Text = text });

                Assert.That(after.Count(found => found.RuleId == rule), Is.LessThan(before.Count(found => found.RuleId == rule)), $"{rule}: \"{post.Text}\" became \"{text}\"");
                Assert.That(Errors(after, text).Except(Errors(before, post.Text)), Is.Empty, $"{rule}: \"{post.Text}\" became \"{text}\"");
            }
        }
    }

    [Test]
    public void A_suggested_next_update_is_within_the_cadence()
    {
        var post = new PublicPost("Sign-in fails with error 500. We are restarting it.", PostState.Identified) { At = Instant.FromUtc(2026, 3, 2, 23, 47), Cadence = Duration.FromMinutes(20) };

        Assert.That(Checker.Check(post).Single(finding => finding.RuleId == "NEXT-MISSING").Suggestion, Is.EqualTo("Add a time: \"Next update by 00:05 UTC on 3 March 2026.\""));
    }

    // A replacement replaces the found words or, if it is a sentence, their sentence. An addition is appended.
    private static string? Followed(string text, Finding finding)
    {
        if (finding.Suggestion is not { } suggestion || Quotes(finding) is not [var quoted])
            return null;
        if (suggestion.StartsWith("Write \"", StringComparison.Ordinal))
            return text[..finding.Start] + quoted + text[finding.End..];
        if (suggestion.StartsWith("Write for example", StringComparison.Ordinal))
        {
            var from = text.LastIndexOfAny(['.', '!', '?', '\n'], Math.Max(0, finding.Start - 1)) + 1;
            var to = text.IndexOfAny(['.', '!', '?', '\n'], finding.End);
            return $"{text[..from]} {quoted} {(to < 0 ? "" : text[(to + 1)..])}".Trim();
        }

        return Addition().IsMatch(suggestion) ? $"{text.TrimEnd().TrimEnd('.')}. {quoted}" : null;
    }

    private static List<string> Quotes(Finding finding) => [.. Quoted().Matches(finding.Suggestion ?? "").Select(match => match.Groups[1].Value)];

    private static IEnumerable<(PublicPost Post, Finding Finding)> Findings(string rule) =>
        RuleTests.Fixtures.Where(fixture => fixture.Rule == rule && fixture.IsBad && fixture.Post.Text.Length is > 0 and < 2000)
            .SelectMany(fixture => Checker.Check(fixture.Post).Where(finding => finding.RuleId == rule).Take(1).Select(finding => (fixture.Post, finding)));

    // A finding about a missing part applies to an example too.
    private static IEnumerable<string> Spoken(PublicPost post) =>
        Checker.Check(post).Where(finding => finding.Level > FindingLevel.Hint && finding.Length < post.Text.Length).Select(finding => $"{finding.RuleId} of \"{post.Text}\"");

    // A fact in the replaced words is missing now, and a promise with a known zone may turn out to be late.
    private static IEnumerable<string> Errors(IEnumerable<Finding> findings, string text) =>
        findings.Where(finding => finding.Level == FindingLevel.Error && finding.Length < text.Length && finding.RuleId != "NEXT-TOO-FAR").Select(finding => finding.RuleId).Distinct();

    private static WordingChecker Checker => RuleTests.Checker;

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(Add|For example|One sentence will do|Say it either way|Promise a time|Own it)")]
    private static partial Regex Addition();
}
