using IncidentBot.Core.Tests.Wording.Fixtures;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording;

[Requirement("R20"), Requirement("R34"), Requirement("R35"), Requirement("R36"), Requirement("R37"), Requirement("R38"), Requirement("R39"), Requirement("R40"), Requirement("R41"), Requirement("R42"), Requirement("R43")]
[Requirement("R45"), Requirement("R46"), Requirement("R48"), Requirement("R49"), Requirement("R50"), Requirement("R53"), Requirement("R89"), Requirement("R90"), Requirement("R94"), Requirement("R97"), Requirement("R120")]
internal sealed class RuleTests
{
    public static readonly WordingChecker Checker = new(
        new WordingContext { Product = "Acme", Support = "support@example.com", Components = ["API", "Dashboard", "Git Operations", "Webhooks"], Regions = ["EU", "US"] },
        WordingSettings.Default,
        DateTimeZoneProviders.Tzdb);

    public static IReadOnlyList<Fixture> Fixtures { get; } =
        [.. TimeFixtures.All, .. PromiseFixtures.All, .. StateFixtures.All, .. ContentFixtures.All, .. StyleFixtures.All, .. MaintenanceFixtures.All, .. FieldFixtures.All];

    private static IEnumerable<TestCaseData> Bad => Fixtures.Where(fixture => fixture.IsBad).Select(Case);

    private static IEnumerable<TestCaseData> Good => Fixtures.Where(fixture => !fixture.IsBad).Select(Case);

    private static IEnumerable<string> Rules => RuleCatalog.Ids;

    [TestCaseSource(nameof(Bad))]
    public void A_rule_finds_each_bad_text(object item)
    {
        var fixture = (Fixture)item;

        var found = Checker.Check(fixture.Post).Where(finding => finding.RuleId == fixture.Rule).ToList();

        Assert.That(found, Is.Not.Empty, $"{fixture.Rule} is silent");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(finding => fixture.Post.Text.Substring(finding.Start, finding.Length)), Has.Some.EqualTo(fixture.Post.Text.Length > 25_000 ? fixture.Words![..25_000] : fixture.Words));
            if (fixture.Level is { } level)
                Assert.That(found[0].Level, Is.EqualTo(level));
            Assert.That(found[0].Reason, Does.EndWith("."));
        }
    }

    [TestCaseSource(nameof(Good))]
    public void A_rule_is_silent_on_each_good_text(object item)
    {
        var fixture = (Fixture)item;

        Assert.That(Checker.Check(fixture.Post).Where(finding => finding.RuleId == fixture.Rule), Is.Empty);
    }

    [TestCaseSource(nameof(Rules))]
    public void Every_rule_has_three_good_and_three_bad_texts(string rule)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fixtures.Count(fixture => fixture.Rule == rule && fixture.IsBad), Is.GreaterThanOrEqualTo(3));
            Assert.That(Fixtures.Count(fixture => fixture.Rule == rule && !fixture.IsBad), Is.GreaterThanOrEqualTo(3));
        }
    }

    [Test]
    public void Every_text_belongs_to_an_existing_rule() => Assert.That(Fixtures.Select(fixture => fixture.Rule).Distinct(), Is.SubsetOf(RuleCatalog.Ids));

    private static TestCaseData Case(Fixture fixture) => new TestCaseData(fixture).SetArgDisplayNames(fixture.ToString() is { Length: > 150 } name ? name[..150] : fixture.ToString());
}
