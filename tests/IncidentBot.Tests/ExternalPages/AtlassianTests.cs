using System.Text.Json.Nodes;
using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.ExternalPages;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.ExternalPages;

/// <summary>The same updates on a page at Atlassian, whatever happens on the way.</summary>
internal sealed class AtlassianTests
{
    private AtlassianServer _there = null!;

    [SetUp]
    public async Task Start() => _there = await AtlassianServer.StartAsync();

    [TearDown]
    public async Task Stop() => await _there.DisposeAsync();

    [Test]
    public async Task An_incident_lives_there_as_it_does_here()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "First", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "Second", PublicState.Monitoring, "API errors, mostly", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance));
        await world.DrainedAsync();
        var meanwhile = _there.Components["theirapi"];
        await ResolveAsync(world, incident, "Third");
        await world.DrainedAsync();

        var there = _there.Incidents.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AtlassianServer.Bodies(there).Select(body => body.Split('.', ' ')[0]), Is.EqualTo(new[] { "First", "Second", "Third" }));
            Assert.That((Text(there, "name"), Text(there, "status")), Is.EqualTo(("API errors, mostly", "resolved")));
            Assert.That(there["component_ids"]!.AsArray().Select(id => id!.GetValue<string>()), Is.EqualTo(new[] { "theirapi" }));
            Assert.That((meanwhile, _there.Components["theirapi"], _there.Components["theirweb"]), Is.EqualTo(("degraded_performance", "operational", "operational")));
            Assert.That(there["deliver_notifications"]!.GetValue<bool>(), Is.True);
            Assert.That(there.ToJsonString(), Does.Not.Contain("Internal").And.Not.Contain("U0SECRET"));
            Assert.That(_there.Requests, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task What_another_open_incident_holds_is_not_set_operational()
    {
        await using var world = await _there.OpenWorldAsync();
        var first = await world.DeclareAsync();
        var second = await world.DeclareAsync();
        await world.PublishAsync(first, "First", PublicState.Investigating, "One", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance), (SubscribedWorld.Web, ComponentStatus.PartialOutage));
        await world.PublishAsync(second, "Other", PublicState.Investigating, "Two", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.DrainedAsync();

        await ResolveAsync(world, first, "Over");
        await world.DrainedAsync();

        Assert.That((_there.Components["theirapi"], _there.Components["theirweb"]), Is.EqualTo(("major_outage", "operational")));
    }

    [Test]
    public async Task What_another_incident_takes_while_a_write_is_prepared_is_not_set_operational()
    {
        await using var world = await _there.OpenWorldAsync();
        var first = await world.DeclareAsync();
        var second = await world.DeclareAsync();
        await world.PublishAsync(first, "First", PublicState.Investigating, "One", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance));
        await world.PatientlyAsync();

        _there.Faults.Enqueue(AtlassianFault.Fails);
        _there.WhileLooking = () => world.PublishAsync(second, "Other", PublicState.Investigating, "Two", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await ResolveAsync(world, first, "Over");
        await world.PatientlyAsync();

        Assert.That(_there.Shown, Is.EqualTo(new[] { "theirapi degraded_performance", "theirapi major_outage", "theirapi major_outage" }));
    }

    [Test]
    public async Task Incidents_take_turns_in_the_order_in_which_they_were_published()
    {
        await using var world = await _there.OpenWorldAsync();
        var first = await world.DeclareAsync();
        var second = await world.DeclareAsync();
        await world.PublishAsync(first, "First", PublicState.Investigating, "One", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance));
        await world.PatientlyAsync();

        _there.Faults.Enqueue(AtlassianFault.Fails);
        await ResolveAsync(world, first, "Over");
        await world.PublishAsync(second, "Other", PublicState.Investigating, "Two", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();

        Assert.That(_there.Requests.TakeLast(2).Select(request => request.Split(' ')[0]), Is.EqualTo(new[] { "PATCH", "POST" }));
    }

    [TestCase(AtlassianFault.None)]
    [TestCase(AtlassianFault.Fails)]
    [TestCase(AtlassianFault.LosesAnswer)]
    public async Task An_incident_that_was_deleted_there_is_begun_anew(AtlassianFault fault)
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();
        _there.Delete(_there.Incidents.Single());

        _there.Faults.Enqueue(fault);
        await world.PublishAsync(incident, "Second", PublicState.Identified, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();
        await ResolveAsync(world, incident, "Third");
        await world.PatientlyAsync();

        var there = _there.Incidents.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AtlassianServer.Bodies(there).Select(body => body.Split('.', ' ')[0]), Is.EqualTo(new[] { "Second", "Third" }));
            Assert.That((Text(there, "status"), _there.Components["theirapi"]), Is.EqualTo(("resolved", "operational")));
            Assert.That((await world.RowsAsync()).Select(row => row.State), Has.None.EqualTo(OutboxState.Dead));
            Assert.That(_there.Requests.Count(request => request.StartsWith("PATCH", StringComparison.Ordinal)), Is.LessThanOrEqualTo(3), "the new one is remembered");
        }
    }

    [TestCase(AtlassianFault.LosesAnswer)]
    [TestCase(AtlassianFault.FailsAfterEffect)]
    [TestCase(AtlassianFault.Fails)]
    [TestCase(AtlassianFault.SlowDown)]
    [TestCase(AtlassianFault.EnhanceYourCalm)]
    [TestCase(AtlassianFault.Unauthorized)]
    public async Task Whatever_goes_wrong_each_update_is_there_once(AtlassianFault fault)
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await world.DeclareAsync();

        _there.Faults.Enqueue(fault);
        await world.PublishAsync(incident, "First", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();
        _there.Faults.Enqueue(fault);
        await world.PublishAsync(incident, "Second", PublicState.Identified);
        await world.PatientlyAsync();
        _there.Faults.Enqueue(fault);
        await ResolveAsync(world, incident, "Third");
        await world.PatientlyAsync();

        var there = _there.Incidents.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AtlassianServer.Bodies(there).Select(body => body.Split('.', ' ')[0]), Is.EqualTo(new[] { "First", "Second", "Third" }));
            Assert.That(Text(there, "status"), Is.EqualTo("resolved"));
            Assert.That(_there.Components["theirapi"], Is.EqualTo("operational"));
        }
    }

    [Test]
    public async Task A_crash_after_the_effect_finds_its_mark()
    {
        await using var world = await _there.OpenWorldAsync();
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First");
        await world.PatientlyAsync();

        // As if the process had died between the answer and its record.
        await world.ExecuteAsync("delete from publication");
        await world.ExecuteAsync("update outbox set state = 'pending', uncertain = true, attempts = 0, done_at = null where kind = 'publish'");
        await world.PatientlyAsync();

        Assert.That(AtlassianServer.Bodies(_there.Incidents.Single()), Has.Count.EqualTo(1));
        Assert.That(_there.Requests, Is.EqualTo(new[] { "POST /v1/pages/abc123page/incidents", "GET /v1/pages/abc123page/incidents/unresolved" }));
    }

    [Test]
    public async Task What_it_refuses_is_dead_until_an_operator_has_it_tried_again()
    {
        await using var world = await _there.OpenWorldAsync();
        _there.Faults.Enqueue(AtlassianFault.Refuses);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First");
        await world.PublishAsync(incident, "Second", PublicState.Identified);
        await world.PatientlyAsync();

        var dead = (await world.RowsAsync()).Single(row => row.State == OutboxState.Dead);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((dead.Lane, dead.LastError), Is.EqualTo(("publish:atlassian", "HTTP 422: Name is too long")));
            Assert.That(AtlassianServer.Bodies(_there.Incidents.Single()), Has.Count.EqualTo(1), "the next update goes on all the same");
            Assert.That(
                world.Operators.Where(told => told.Contains("was given up", StringComparison.Ordinal)),
                Is.EqualTo(new[]
                {
                    $":warning: INC-1: the update is not on the Atlassian page and was given up. The log of the bot says why. Once that is fixed, `dotnet IncidentBot.dll retry-dead {dead.Id}` retries it.",
                }));
        }
    }

    [Test]
    public async Task A_page_that_lags_behind_is_told_to_operators_once()
    {
        await using var world = await _there.OpenWorldAsync();
        for (var time = 0; time < 8; time++)
            _there.Faults.Enqueue(AtlassianFault.Fails);
        await world.PublishAsync(await world.DeclareAsync(), "First", PublicState.Investigating, "API", (SubscribedWorld.Api, ComponentStatus.MajorOutage));

        await world.PatientlyAsync();

        Assert.That(world.Operators, Is.EqualTo(new[] { ":warning: INC-1: the update is not on the Atlassian page yet. The log of the bot says why. Attempts go on." }));
    }

    [Test]
    public async Task An_update_that_names_no_component_there_warns()
    {
        await using var world = await _there.OpenWorldAsync(options => options with { Components = new Dictionary<string, string> { [SubscribedWorld.Web] = "theirweb" } });
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "First", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();
        var warned = world.Operators.ToList();
        await world.PublishAsync(incident, "Second", PublicState.Identified, "API errors", (SubscribedWorld.Web, ComponentStatus.MajorOutage));
        await world.PatientlyAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(warned, Has.Count.EqualTo(1).And.All.Contains("its subscribers are not told"));
            Assert.That(world.Operators, Has.Count.EqualTo(1));
            Assert.That(_there.Components["theirapi"], Is.EqualTo("operational"));
        }
    }

    [Test]
    public async Task A_merged_incident_ends_there_and_lets_go()
    {
        await using var world = await _there.OpenWorldAsync();
        var first = await world.DeclareAsync();
        var second = await world.DeclareAsync();
        await world.PublishAsync(first, "First", PublicState.Investigating, "One", (SubscribedWorld.Api, ComponentStatus.MajorOutage), (SubscribedWorld.Web, ComponentStatus.MajorOutage));
        await world.PublishAsync(second, "Other", PublicState.Investigating, "Two", (SubscribedWorld.Web, ComponentStatus.PartialOutage));
        await world.PatientlyAsync();

        var into = (await world.FindIncidentAsync(second))!;
        await world.DoAsync(first, new IncidentCommand.Merge(into));
        await world.PatientlyAsync();

        var there = _there.Incidents[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(there, "status"), Is.EqualTo("resolved"));
            Assert.That(AtlassianServer.Bodies(there)[^1], Is.EqualTo("This goes on in: Two"));
            Assert.That((_there.Components["theirapi"], _there.Components["theirweb"]), Is.EqualTo(("operational", "partial_outage")));
        }
    }

    private static async Task ResolveAsync(SubscribedWorld world, IncidentId incident, string text)
    {
        await world.DoAsync(incident, new IncidentCommand.Resolve(IsOver: true, WillNotRecur: true));
        await world.PublishAsync(incident, text, PublicState.Resolved, title: null);
    }

    private static string Text(JsonObject incident, string key) => incident[key]!.GetValue<string>();
}
