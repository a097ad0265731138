using System.Net;
using System.Net.Http.Headers;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Tests;
using IncidentBot.StatusPage;
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
    public async Task A_strict_reader_understands_an_empty_page()
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
    public async Task A_strict_reader_understands_an_open_incident()
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
    public async Task A_page_that_names_its_address_gives_links_under_it()
    {
        await using var named = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com/x"), null));
        await named.DeclareAsync(3);
        await named.PublishAsync(3, PublicState.Investigating, "Looking.");

        var summary = await named.ReadAsync<SummaryShape>("/api/v2/summary.json");

        Assert.That(summary.Incidents.Single().Shortlink, Is.EqualTo("https://status.example.com/x/status/incidents/3"));
    }

    // These ids are in other people's databases: a change here is a change for every one of them.
    [Test]
    public void Ids_stay_what_they_are()
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
    public async Task Anybody_may_read_and_learn_cheaply_that_nothing_changed(string path)
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
    public async Task What_is_published_shows_at_once()
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
    public async Task An_unknown_address_is_a_not_found_in_json(string path)
    {
        var answer = await page.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        }
    }
}
