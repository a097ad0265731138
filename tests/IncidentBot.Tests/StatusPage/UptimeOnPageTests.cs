using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Storage;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class UptimeOnPageTests(SqlDialect dialect)
{
    [Test]
    public async Task Bars_and_table_have_the_same_content()
    {
        await using var page = await PublicPage.OpenAsync(dialect: dialect);
        page.Time.Move(TimeSpan.FromDays(10));
        await OutageAsync(page, 1, ComponentStatus.MajorOutage, TimeSpan.FromMinutes(144));
        page.Time.Move(TimeSpan.FromDays(10));

        var front = await page.Http.GetStringAsync("/status");
        var table = await page.Http.GetStringAsync("/status/uptime");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(front, Does.Contain("Uptime in the last 21 days: 99.50 %. 1 day with trouble.").And.Contain("class=\"critical\" d=\"M"));
            Assert.That(front, Does.Contain("Uptime in the last 21 days: 100 %. No day with trouble."));
            Assert.That(table, Does.Contain("API</span>: 99.50 %").And.Contain("24 March 2026").And.Contain("2 h 24 min"));
            Assert.That(table, Does.Contain("A major outage counts in full, a partial outage by half."));
        }
    }

    [Test]
    public async Task A_false_alarm_does_not_count_and_a_merged_incident_counts_until_the_merge()
    {
        await using var page = await PublicPage.OpenAsync(dialect: dialect);
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", null, (PublicPage.Web, ComponentStatus.MajorOutage));
        await page.DeclareAsync(2);
        await page.PublishAsync(2, PublicState.Investigating, "Looking.", null, (PublicPage.Api, ComponentStatus.PartialOutage));
        await page.DeclareAsync(3);
        page.Time.Move(TimeSpan.FromMinutes(30));
        await page.DoAsync(1, new IncidentCommand.MarkFalsePositive());
        await page.MergeAsync(2, into: 3);
        page.Time.Move(TimeSpan.FromMinutes(30));

        var table = await page.Http.GetStringAsync("/status/uptime");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(table, Does.Contain("Web</span>: 100 %"));
            Assert.That(table, Does.Contain("API</span>: 75.00 %").And.Contain("30 min"));
        }
    }

    [Test]
    public async Task A_late_entry_between_two_updates_does_not_reopen_a_state()
    {
        await using var page = await PublicPage.OpenAsync(dialect: dialect);
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", null, (PublicPage.Api, ComponentStatus.MajorOutage));
        page.Time.Move(TimeSpan.FromMinutes(30));
        var between = page.Now - Duration.FromMinutes(15);
        await page.ResolveAsync(1);
        await page.PublishAsync(1, PublicState.Resolved, "Over.");
        await page.DoAsync(1, new IncidentCommand.PublishUpdate(PublicState.Identified, "It was the proxy.")
        {
            SaidAt = between,
            Components = new IncidentCommand.PublishUpdate(PublicState.Identified, "").Components.Add(PublicPage.Api, ComponentStatus.PartialOutage),
        });
        page.Time.Move(TimeSpan.FromMinutes(30));

        var table = await page.Http.GetStringAsync("/status/uptime");

        Assert.That(table, Does.Contain("API</span>: 62.50 %"));
    }

    [Test]
    public async Task A_component_counts_from_its_start_date_and_an_operational_one_may_be_hidden()
    {
        var catalog = new ComponentCatalog(
        [
            new Component(PublicPage.Api, "api", "API", null, null) { StartDate = new LocalDate(2026, 3, 20) },
            new Component(PublicPage.Web, "web", "Backup site", null, null) { OnlyShowIfDegraded = true },
        ]);
        await using var page = await PublicPage.OpenAsync(catalog, dialect: dialect);
        page.Time.Move(TimeSpan.FromDays(8));
        var calm = await page.Http.GetStringAsync("/status");
        var rows = (await page.ReadAsync<ComponentsShape>("/api/v2/components.json")).Components;

        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", null, (PublicPage.Web, ComponentStatus.DegradedPerformance));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calm, Does.Contain("Uptime in the last 3 days").And.Not.Contain("Backup site"));
            Assert.That(rows.Select(row => (row.StartDate, row.OnlyShowIfDegraded)), Is.EqualTo(new[] { ((string?)"2026-03-20", false), (null, true) }));
            Assert.That(await page.Http.GetStringAsync("/status"), Does.Contain("Backup site"));
        }
    }

    private static async Task OutageAsync(PublicPage page, long number, ComponentStatus status, TimeSpan length)
    {
        await page.DeclareAsync(number);
        await page.PublishAsync(number, PublicState.Investigating, "Looking.", null, (PublicPage.Api, status));
        page.Time.Move(length);
        await page.ResolveAsync(number);
        await page.PublishAsync(number, PublicState.Resolved, "It is over.");
    }
}
