using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Tests.StatusPage;

internal sealed class ComponentStatesTests
{
    private static readonly ComponentCatalog Catalog = new(
    [
        new Component("api", "api", "API", null, null),
        new Component("web", "web", "Website", null, null),
        new Component("git", "git", "Git", null, null),
    ]);

    private static readonly Dictionary<string, ComponentStatus> First = new()
    {
        ["api"] = ComponentStatus.MajorOutage,
        ["web"] = ComponentStatus.DegradedPerformance,
    };

    private static readonly Dictionary<string, ComponentStatus> Second = new()
    {
        ["web"] = ComponentStatus.PartialOutage,
        ["gone"] = ComponentStatus.MajorOutage,
    };

    [Test]
    public void A_component_is_as_bad_as_the_worst_incident_has_it() =>
        Assert.That(ComponentStates.Of(Catalog, [First, Second]), Is.EquivalentTo(new Dictionary<string, ComponentStatus>
        {
            ["api"] = ComponentStatus.MajorOutage,
            ["web"] = ComponentStatus.PartialOutage,
            ["git"] = ComponentStatus.Operational,
        }));

    [Test]
    public void An_incident_that_ends_frees_only_what_it_held() =>
        Assert.That(ComponentStates.Of(Catalog, [Second]), Is.EquivalentTo(new Dictionary<string, ComponentStatus>
        {
            ["api"] = ComponentStatus.Operational,
            ["web"] = ComponentStatus.PartialOutage,
            ["git"] = ComponentStatus.Operational,
        }));
}
