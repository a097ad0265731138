using System.Text.RegularExpressions;
using IncidentBot.Core.Tests.Wording.Fixtures;
using IncidentBot.Core.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

/// <summary>A messenger in a hurry does what the suggestion says, to the letter.</summary>
internal sealed partial class SuggestionTests
{
    private static IEnumerable<string> Rules => RuleCatalog.Ids;

    [TestCaseSource(nameof(Rules))]
    [Requirement("R96")]
    public void What_a_suggestion_says_in_quotation_marks_is_well_worded(string rule)
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
    public void To_follow_a_suggestion_ends_the_finding_and_begins_no_error(string rule)
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
    public void The_next_update_that_is_suggested_is_within_the_cadence()
    {
        var post = new PublicPost("Sign-in fails with error 500. We are restarting it.", PostState.Identified) { At = Instant.FromUtc(2026, 3, 2, 23, 47), Cadence = Duration.FromMinutes(20) };

        Assert.That(Checker.Check(post).Single(finding => finding.RuleId == "NEXT-MISSING").Suggestion, Is.EqualTo("Add a time: \"Next update by 00:05 UTC on 3 March 2026.\""));
    }

    // A replacement stands for the words found or, where it is a sentence, for theirs; an addition comes at the end.
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

    // What is missing is missing from an example too.
    private static IEnumerable<string> Spoken(PublicPost post) =>
        Checker.Check(post).Where(finding => finding.Level > FindingLevel.Hint && finding.Length < post.Text.Length).Select(finding => $"{finding.RuleId} of \"{post.Text}\"");

    // What only the replaced words had said is missing now; and a promise whose zone is known at last may turn out to be late.
    private static IEnumerable<string> Errors(IEnumerable<Finding> findings, string text) =>
        findings.Where(finding => finding.Level == FindingLevel.Error && finding.Length < text.Length && finding.RuleId != "NEXT-TOO-FAR").Select(finding => finding.RuleId).Distinct();

    private static WordingChecker Checker => RuleTests.Checker;

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(Add|For example|One sentence will do|Say it either way|Promise a time|Own it)")]
    private static partial Regex Addition();
}
