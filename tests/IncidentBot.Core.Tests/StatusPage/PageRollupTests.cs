using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Tests.StatusPage;

internal sealed class PageRollupTests
{
    private const ComponentStatus Fine = ComponentStatus.Operational;

    [TestCase(Fine, "none", "All Systems Operational", "none")]
    [TestCase(ComponentStatus.UnderMaintenance, "maintenance", "Service Under Maintenance", "none")]
    [TestCase(ComponentStatus.DegradedPerformance, "minor", "Partially Degraded Service", "minor")]
    [TestCase(ComponentStatus.PartialOutage, "major", "Partial System Outage", "major")]
    [TestCase(ComponentStatus.MajorOutage, "critical", "Major Service Outage", "critical")]
    public void The_page_has_the_state_of_its_worst_component(ComponentStatus worst, string indicator, string description, string impact)
    {
        ComponentStatus[] components = [Fine, worst, Fine];

        var page = PageRollup.Page(components);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Indicator.Word(), Is.EqualTo(indicator));
            Assert.That(page.Description, Is.EqualTo(description));
            Assert.That(PageRollup.Impact(components).Word(), Is.EqualTo(impact));
        }
    }

    [Test]
    public void A_broken_component_outweighs_planned_work() =>
        Assert.That(
            PageRollup.Page([ComponentStatus.UnderMaintenance, ComponentStatus.DegradedPerformance]).Indicator,
            Is.EqualTo(PageIndicator.Minor));

    [Test]
    public void A_page_without_components_is_operational() =>
        Assert.That(PageRollup.Page([]).Indicator, Is.EqualTo(PageIndicator.None));
}
