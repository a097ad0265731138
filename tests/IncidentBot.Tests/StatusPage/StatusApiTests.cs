using System.Net;
using System.Net.Http.Headers;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Tests;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class StatusApiTests
{
    private static readonly string[] Paths =
    [
        "/api/v2/summary.json", "/api/v2/status.json", "/api/v2/components.json", "/api/v2/incidents.json", "/api/v2/incidents/unresolved.json",
        "/api/v2/scheduled-maintenances.json", "/api/v2/scheduled-maintenances/upcoming.json", "/api/v2/scheduled-maintenances/active.json",
    ];

    private PublicPage page = null!;

    [SetUp]
    public async Task OpenAsync() => page = await PublicPage.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await page.DisposeAsync();

    [Test]
    public async Task A_strict_reader_parses_an_empty_page()
    {
        var summary = await page.ReadAsync<SummaryShape>("/api/v2/summary.json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Status, Is.EqualTo(new StatusShape(Indicator.None, "All Systems Operational")));
            Assert.That(summary.Components.Select(c => (c.Name, c.Group, c.Position)), Is.EqualTo(new[] { ("Mail", false, 1), ("Platform", true, 2), ("API", false, 1), ("Web", false, 2) }));
            Assert.That(summary.Incidents, Is.Empty);
            Assert.That(summary.ScheduledMaintenances, Is.Empty);
            Assert.That(summary.Page.TimeZone, Is.EqualTo("Etc/UTC"));
        }
    }

    [Test]
    [Requirement("R36")]
    public async Task A_strict_reader_parses_an_open_incident()
    {
        await page.DeclareAsync(7);
        await page.PublishAsync(7, PublicState.Investigating, "Looking.", "Slow", (PublicPage.Web, ComponentStatus.DegradedPerformance));
        await page.PublishAsync(7, PublicState.Monitoring, "Watching.", null, (PublicPage.Web, ComponentStatus.PartialOutage), (PublicPage.Mail, ComponentStatus.Operational));

        var summary = await page.ReadAsync<SummaryShape>("/api/v2/summary.json");
        var incident = summary.Incidents.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Status.Indicator, Is.EqualTo(Indicator.Major));
            Assert.That((incident.Name, incident.Status, incident.Impact), Is.EqualTo(("Slow", IncidentState.Monitoring, Impact.Major)));
            Assert.That(incident.IncidentUpdates.Select(u => u.Body), Is.EqualTo(new[] { "Watching.", "Looking." }));
            Assert.That(incident.IncidentUpdates[0].AffectedComponents, Is.EqualTo(new[]
            {
                new AffectedShape(PublicPage.Mail, "Mail", ComponentState.Operational, ComponentState.Operational),
                new AffectedShape(PublicPage.Web, "Platform - Web", ComponentState.DegradedPerformance, ComponentState.PartialOutage),
            }));
            Assert.That(incident.Components.Select(c => c.Id), Is.EqualTo(new[] { PublicPage.Mail, PublicPage.Web }));
            Assert.That(incident.MonitoringAt, Is.Not.Null);
            Assert.That(incident.ResolvedAt, Is.Null);
            Assert.That(incident.Shortlink, Is.EqualTo($"{page.Http.BaseAddress}status/incidents/7"));
            Assert.That(incident.Extra.GetProperty("next_update_at").GetString(), Is.EqualTo("2026-03-14T09:56:53.589Z"));
        }
    }

    [Test]
    public async Task Every_list_has_its_shape()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        await page.DoAsync(1, new IncidentCommand.MarkFalsePositive());
        await page.DeclareAsync(2);
        await page.PublishAsync(2, PublicState.Identified, "Found.");

        var all = await page.ReadAsync<IncidentsShape>("/api/v2/incidents.json");
        var open = await page.ReadAsync<IncidentsShape>("/api/v2/incidents/unresolved.json");
        var status = await page.ReadAsync<StatusOnlyShape>("/api/v2/status.json");
        var components = await page.ReadAsync<ComponentsShape>("/api/v2/components.json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Incidents.Select(i => (i.Status, i.Impact)), Is.EqualTo(new[] { (IncidentState.Identified, Impact.Minor), (IncidentState.Resolved, Impact.None) }));
            Assert.That(all.Incidents[1].ResolvedAt, Is.Not.Null);
            Assert.That(open.Incidents.Select(i => i.Id), Is.EqualTo(new[] { all.Incidents[0].Id }));
            Assert.That(status.Status.Indicator, Is.EqualTo(Indicator.Minor));
            Assert.That(components.Components.Single(c => c.Group).Components, Is.EqualTo(new[] { PublicPage.Api, PublicPage.Web }));
            foreach (var path in Paths.Where(path => path.Contains("maintenance", StringComparison.Ordinal)))
                Assert.That((await page.ReadAsync<MaintenancesShape>(path)).ScheduledMaintenances, Is.Empty);
        }
    }

    [Test]
    public async Task Every_state_on_every_path_is_parsed_and_every_id_resolves()
    {
        var stages = Enum.GetValues<MaintenanceState>();
        await using var full = await PublicPage.OpenAsync(also: services => services.AddSingleton<IMaintenanceSource>(new EveryStage()));
        var number = 0;
        foreach (var (state, status) in Enum.GetValues<PublicState>().SelectMany(state => Enum.GetValues<ComponentStatus>().Select(status => (state, status))))
        {
            await full.DeclareAsync(++number);
            await full.PublishAsync(number, PublicState.Investigating, "Looking.", "Slow", (PublicPage.Web, status));
            if (state == PublicState.Resolved)
                await full.ResolveAsync(number);
            await full.PublishAsync(number, state, "More.", null, (PublicPage.Mail, ComponentStatus.Operational));
        }

        var summary = await full.ReadAsync<SummaryShape>("/api/v2/summary.json");
        var all = await full.ReadAsync<IncidentsShape>("/api/v2/incidents.json");
        var open = await full.ReadAsync<IncidentsShape>("/api/v2/incidents/unresolved.json");
        var works = await full.ReadAsync<MaintenancesShape>("/api/v2/scheduled-maintenances.json");
        var upcoming = await full.ReadAsync<MaintenancesShape>("/api/v2/scheduled-maintenances/upcoming.json");
        var active = await full.ReadAsync<MaintenancesShape>("/api/v2/scheduled-maintenances/active.json");
        var ids = all.Incidents.Select(incident => incident.Id).Concat(all.Incidents.SelectMany(incident => incident.IncidentUpdates).Select(update => update.Id))
            .Concat(works.ScheduledMaintenances.Select(work => work.Id)).Concat(works.ScheduledMaintenances.SelectMany(work => work.IncidentUpdates).Select(update => update.Id))
            .Concat(summary.Components.Select(component => component.Id)).Append(summary.Page.Id).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.Unique.And.All.Match("^[a-z0-9]{12}$"));
            Assert.That(all.Incidents, Has.Count.EqualTo(number));
            Assert.That(open.Incidents.Select(incident => incident.Status), Has.None.EqualTo(IncidentState.Resolved));
            Assert.That(open.Incidents.Select(incident => incident.Id), Is.EquivalentTo(summary.Incidents.Select(incident => incident.Id)));
            Assert.That(works.ScheduledMaintenances.Select(work => work.Status).Distinct().Count(), Is.EqualTo(stages.Length));
            Assert.That(upcoming.ScheduledMaintenances.Select(work => work.Status).Distinct(), Is.EqualTo(new[] { MaintenanceStage.Scheduled }));
            Assert.That(active.ScheduledMaintenances.Select(work => work.Status).Distinct(), Is.EquivalentTo(new[] { MaintenanceStage.InProgress, MaintenanceStage.Verifying }));
            foreach (var incident in all.Incidents)
            {
                Assert.That(incident.PageId, Is.EqualTo(summary.Page.Id));
                Assert.That(incident.IncidentUpdates.Select(update => update.IncidentId).Distinct(), Is.EqualTo(new[] { incident.Id }));
                Assert.That(incident.IncidentUpdates.Select(update => update.DisplayAt), Is.Ordered.Descending, "newest first");
                Assert.That(incident.Components.Concat(summary.Components).Select(component => component.PageId).Distinct(), Is.EqualTo(new[] { summary.Page.Id }));
                Assert.That(incident.Extra.EnumerateObject().Select(extra => extra.Name), Is.EqualTo(new[] { "next_update_at" }));
            }

            foreach (var component in summary.Components)
                Assert.That(component.Components is not null, Is.EqualTo(component.Group), "only groups have children");
            foreach (var path in Paths)
                Assert.That(Times(await full.Http.GetStringAsync(path)), Has.All.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"), path);
        }
    }

    // Any text that starts like a timestamp must be one, in the one format.
    private static IEnumerable<string> Times(string json) => System.Text.RegularExpressions.Regex.Matches(json, "\"(\\d{4}-\\d\\d-\\d\\dT[^\"]*)\"").Select(match => match.Groups[1].Value);

    private sealed class EveryStage : IMaintenanceSource
    {
        public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since) => Task.FromResult<IReadOnlyList<PublicMaintenance>>(
        [
            .. Enum.GetValues<MaintenanceState>().Select((state, index) => new PublicMaintenance
            {
                Number = index + 1,
                Title = "Faster disks",
                State = state,
                ScheduledFor = Instant.FromUtc(2026, 3, 20, 22, 0),
                ScheduledUntil = Instant.FromUtc(2026, 3, 20, 23, 0),
                Components = [PublicPage.Api],
                Updates = [new MaintenanceUpdate(1, state, "Sign-in will be slow.", new Dictionary<string, StatusChange>(), Instant.FromUtc(2026, 3, 10, 9, 0))],
            }),
        ]);
    }

    [Test]
    public async Task With_a_configured_address_all_links_are_under_it()
    {
        await using var named = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com/x"), null));
        await named.DeclareAsync(3);
        await named.PublishAsync(3, PublicState.Investigating, "Looking.");

        var summary = await named.ReadAsync<SummaryShape>("/api/v2/summary.json");

        Assert.That(summary.Incidents.Single().Shortlink, Is.EqualTo("https://status.example.com/x/status/incidents/3"));
    }

    // Other systems store these ids: a change here breaks every one of them.
    [Test]
    public void Ids_never_change()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PublicIds.Page, Is.EqualTo("synsk1hbv9z1"));
            Assert.That(PublicIds.Incident(1), Is.EqualTo("mph0ou1zbpn0"));
            Assert.That(PublicIds.Update(1, 2), Is.EqualTo("jdf22qknivu4"));
            Assert.That(PublicIds.Group("Platform"), Does.Match("^[a-z0-9]{12}$"));
        }
    }

    [TestCaseSource(nameof(Paths))]
    public async Task Every_website_may_read_and_gets_a_304_without_changes(string path)
    {
        var first = await page.Http.GetAsync(path);
        var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        var second = await page.Http.SendAsync(again);
        var head = await page.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        var post = await page.Http.PostAsync(path, null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
            Assert.That(first.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(first.Content.Headers.ContentType, Is.EqualTo(new MediaTypeHeaderValue("application/json", "utf-8")));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(first.Content.Headers.ContentLength));
            Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        }
    }

    [Test]
    public async Task A_published_update_appears_at_once()
    {
        var before = await page.Http.GetAsync("/api/v2/summary.json");
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");

        var again = new HttpRequestMessage(HttpMethod.Get, "/api/v2/summary.json") { Headers = { IfNoneMatch = { before.Headers.ETag! } } };
        var after = await page.Http.SendAsync(again);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(after.Headers.CacheControl!.MaxAge, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }
    }

    [TestCase("/api/v2/nothing.json")]
    [TestCase("/api/v2/")]
    [TestCase("/api/v2/incidents/abc.json")]
    public async Task An_unknown_address_gets_a_404_in_json(string path)
    {
        var answer = await page.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        }
    }
}
