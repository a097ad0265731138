using System.Text.RegularExpressions;
using IncidentBot.Wording;
using NUnit.Framework;

namespace IncidentBot.Tests.Wording;

internal sealed partial class WritingUpdatesDocTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs/writing-updates.md"));

    [Test]
    public void Every_rule_is_explained_and_no_other() =>
        Assert.That(Lines.Select(line => Rule().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value), Is.EquivalentTo(RuleCatalog.Ids));

    [Test, Category("R96")]
    public void What_it_calls_good_is_good()
    {
        var checker = new WordingChecker(
            new WordingContext { Support = "support@example.com", Components = ["Webhooks", "API", "Dashboard", "Git Operations"] }, WordingSettings.Default, NodaTime.DateTimeZoneProviders.Tzdb);
        var told = new List<EarlierPost>();

        using (Assert.EnterMultipleScope())
        {
            foreach (var (word, text) in Lines.SkipWhile(line => !line.StartsWith("| state |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')).Select(cells => (cells[1].Trim(), cells[2].Trim())))
            {
                Assert.That(PostWords.TryParse(word, null, out PostState state), word);
                var isWork = state >= PostState.Scheduled;
                var post = new PublicPost(text, state) { Kind = isWork ? PostKind.Maintenance : PostKind.Incident, Previous = isWork ? [] : [.. told] };
                told.Add(new EarlierPost(text, state));

                Assert.That(checker.Check(post).Select(finding => $"{finding.RuleId}: {finding.Reason}"), Is.Empty, text);
            }
        }
    }

    [GeneratedRegex("^\\| `([A-Z-]+)` \\|")]
    private static partial Regex Rule();
}
