using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>No feature plans work yet. A later one needs to implement only one method to appear in every document.</summary>
internal sealed class PlannedMaintenanceTests
{
    [Test]
    public async Task Without_planned_work_there_is_no_section()
    {
        await using var page = await PublicPage.OpenAsync();

        Assert.That(await page.Http.GetStringAsync("/status"), Does.Not.Contain("Planned maintenance"));
    }

    [Test]
    public async Task Planned_work_is_on_the_page_in_the_json_and_in_the_feeds()
    {
        await using var page = await PublicPage.OpenAsync(also: services => services.AddSingleton<IMaintenanceSource>(new Planned(MaintenanceState.Scheduled)));

        var html = await page.Http.GetStringAsync("/status");
        var alone = await page.Http.GetStringAsync("/status/maintenance/3");
        var summary = await page.ReadAsync<SummaryShape>("/api/v2/summary.json");
        var upcoming = await page.ReadAsync<MaintenancesShape>("/api/v2/scheduled-maintenances/upcoming.json");
        var active = await page.ReadAsync<MaintenancesShape>("/api/v2/scheduled-maintenances/active.json");
        var feed = await page.Http.GetStringAsync("/history.atom");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("Planned maintenance").And.Contain("Faster disks").And.Contain("20 March 2026, 22:00 UTC").And.Contain("All Systems Operational"));
            Assert.That(alone, Does.Contain("Faster disks").And.Contain("Sign-in will be slow."));
            Assert.That(summary.ScheduledMaintenances.Single().Status, Is.EqualTo(MaintenanceStage.Scheduled));
            Assert.That(summary.ScheduledMaintenances.Single().Components.Select(component => component.Id), Is.EqualTo(new[] { PublicPage.Api }));
            Assert.That(upcoming.ScheduledMaintenances, Has.Count.EqualTo(1));
            Assert.That(active.ScheduledMaintenances, Is.Empty);
            Assert.That(feed, Does.Contain("THIS IS A SCHEDULED EVENT Mar 20, 22:00 - Mar 20, 23:00 UTC").And.Contain(":Maintenance/3"));
        }
    }

    [Test]
    public async Task During_planned_work_its_components_are_under_maintenance()
    {
        await using var page = await PublicPage.OpenAsync(also: services => services.AddSingleton<IMaintenanceSource>(new Planned(MaintenanceState.InProgress)));

        var summary = await page.ReadAsync<SummaryShape>("/api/v2/summary.json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Status, Is.EqualTo(new StatusShape(Indicator.Maintenance, "Service Under Maintenance")));
            Assert.That(summary.Components.Single(component => component.Id == PublicPage.Api).Status, Is.EqualTo(ComponentState.UnderMaintenance));
        }
    }

    private sealed class Planned(MaintenanceState state) : IMaintenanceSource
    {
        public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since) => Task.FromResult<IReadOnlyList<PublicMaintenance>>(
        [
            new PublicMaintenance
            {
                Number = 3,
                Title = "Faster disks",
                State = state,
                ScheduledFor = Instant.FromUtc(2026, 3, 20, 22, 0),
                ScheduledUntil = Instant.FromUtc(2026, 3, 20, 23, 0),
                Components = [PublicPage.Api],
                Updates = [new MaintenanceUpdate(1, state, "Sign-in will be slow.", new Dictionary<string, StatusChange>(), Instant.FromUtc(2026, 3, 10, 9, 0))],
            },
        ]);
    }
}
