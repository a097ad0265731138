using System.Globalization;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

/// <summary>A team's settings change the rules; the machine's language does not.</summary>
internal sealed class RuleSettingsTests
{
    private static IEnumerable<string> Rules => RuleCatalog.Ids;

    [TestCaseSource(nameof(Rules))]
    public void Any_rule_can_be_turned_off_or_given_any_level(string rule)
    {
        var post = RuleTests.Fixtures.First(fixture => fixture.Rule == rule && fixture.IsBad).Post;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(With(null), Is.Empty);
            foreach (var level in Enum.GetValues<FindingLevel>())
                Assert.That(With(level).Distinct(), Is.EqualTo([level]));
        }

        IEnumerable<FindingLevel> With(FindingLevel? level) =>
            new WordingChecker(RuleTests.Checker.Context, WordingSettings.Default with { Levels = WordingSettings.Default.Levels.Add(rule.ToLowerInvariant(), level) }, DateTimeZoneProviders.Tzdb)
                .Check(post).Where(finding => finding.RuleId == rule).Select(finding => finding.Level);
    }

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    public void The_machine_language_does_not_change_a_finding(string language)
    {
        var culture = CultureInfo.CurrentCulture;
        var plain = RuleTests.Fixtures.SelectMany(fixture => RuleTests.Checker.Check(fixture.Post)).ToList();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(language);

            var there = RuleTests.Fixtures.SelectMany(fixture => RuleTests.Checker.Check(fixture.Post)).ToList();

            Assert.That(there, Is.EqualTo(plain));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
