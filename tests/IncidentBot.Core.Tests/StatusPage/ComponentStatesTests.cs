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
    public void A_component_has_the_worst_state_of_its_incidents() =>
        Assert.That(ComponentStates.Of(Catalog, [First, Second]), Is.EquivalentTo(new Dictionary<string, ComponentStatus>
        {
            ["api"] = ComponentStatus.MajorOutage,
            ["web"] = ComponentStatus.PartialOutage,
            ["git"] = ComponentStatus.Operational,
        }));

    [Test]
    public void The_end_of_an_incident_removes_only_its_own_states() =>
        Assert.That(ComponentStates.Of(Catalog, [Second]), Is.EquivalentTo(new Dictionary<string, ComponentStatus>
        {
            ["api"] = ComponentStatus.Operational,
            ["web"] = ComponentStatus.PartialOutage,
            ["git"] = ComponentStatus.Operational,
        }));
}
