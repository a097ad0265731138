using System.Text.Json;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>The calls of webhooks about components, and what many of them cost.</summary>
internal sealed class ComponentUpdatesTests
{
    // What receivers look for.
    private static readonly string[] ComponentKeys = ["status", "name", "created_at", "updated_at", "position", "description", "showcase", "id", "page_id", "group_id"];
    private static readonly string[] UpdateKeys = ["old_status", "new_status", "created_at", "component_type", "id", "component_id"];

    [Test]
    public async Task A_change_of_a_component_is_posted_in_the_known_shape_after_the_words()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "Words", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage), (SubscribedWorld.Web, ComponentStatus.Operational));
        await world.PublishAsync(incident, "Same", PublicState.Identified, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "Better", PublicState.Monitoring, "API errors", (SubscribedWorld.Api, ComponentStatus.Operational));
        await world.DrainedAsync();

        var calls = receiver.Calls.Select(call => (Body: JsonElement.Parse(call.Body), Id: call.Headers["X-IncidentBot-Delivery"])).ToList();
        var (component, change) = (calls[1].Body.GetProperty("component"), calls[1].Body.GetProperty("component_update"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Select(call => call.Body.TryGetProperty("incident", out _)), Is.EqualTo(new[] { true, false, true, true, false }), "what stays as it is is no news");
            Assert.That(Keys(calls[1].Body), Is.EquivalentTo(["meta", "page", "component", "component_update"]));
            Assert.That(Keys(component), Is.EquivalentTo(ComponentKeys));
            Assert.That(Keys(change), Is.EquivalentTo(UpdateKeys));
            Assert.That((Text(component, "id"), Text(component, "name"), Text(component, "status")), Is.EqualTo((SubscribedWorld.Api, "API", "major_outage")));
            Assert.That((Text(change, "component_id"), Text(change, "component_type"), Text(change, "old_status"), Text(change, "new_status")), Is.EqualTo((SubscribedWorld.Api, "Component", "operational", "major_outage")));
            Assert.That((Text(calls[4].Body.GetProperty("component_update"), "old_status"), Text(calls[4].Body.GetProperty("component_update"), "new_status")), Is.EqualTo(("major_outage", "operational")));
            Assert.That(Text(calls[1].Body.GetProperty("page"), "status_indicator"), Is.EqualTo("critical").Or.EqualTo("minor"));
            Assert.That(calls.Select(call => call.Id), Is.Unique);
        }
    }

    [Test]
    public async Task It_reaches_subscribers_of_everything_and_of_that_component()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var incident = await world.DeclareAsync();
        await AddAsync("all", SubscriptionScope.All);
        await AddAsync("api", SubscriptionScope.ToComponents([SubscribedWorld.Api]));
        await AddAsync("web", SubscriptionScope.ToComponents([SubscribedWorld.Web]));
        await AddAsync("follower", SubscriptionScope.ToIncident(incident.Number));

        await world.PublishAsync(incident, "Words", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.DrainedAsync();

        var told = receiver.Calls.Where(call => JsonElement.Parse(call.Body).TryGetProperty("component_update", out _)).Select(call => call.Path);
        Assert.That(told.Order(), Is.EqualTo(new[] { "/hook/all", "/hook/api" }));

        Task<long> AddAsync(string name, SubscriptionScope scope) => world.AddAsync($"{receiver.Address}/{name}", scope, SubscriberKind.Webhook);
    }

    [Test]
    public async Task A_component_that_another_incident_affects_is_not_reported_better()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var (first, second) = (await world.DeclareAsync(), await world.DeclareAsync());
        await world.PublishAsync(first, "First", PublicState.Investigating, "One", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(second, "Other", PublicState.Investigating, "Two", (SubscribedWorld.Api, ComponentStatus.PartialOutage));
        await world.DrainedAsync();
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);

        await world.PublishAsync(first, "Better", PublicState.Monitoring, "One", (SubscribedWorld.Api, ComponentStatus.Operational));
        await world.PublishAsync(second, "Slow", PublicState.Identified, "Two", (SubscribedWorld.Api, ComponentStatus.DegradedPerformance));
        await world.MergeAsync(first, second);
        await world.DrainedAsync();

        var changes = receiver.Calls.Select(call => JsonElement.Parse(call.Body)).Where(body => body.TryGetProperty("component_update", out _)).Select(body => body.GetProperty("component_update")).ToList();
        Assert.That(changes.Select(change => Text(change, "new_status")), Has.None.EqualTo("operational"));
    }

    [Test]
    public async Task The_page_is_read_once_for_all_webhooks()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var reads = new CountedReads();
        await using var world = await SubscribedWorld.OpenAsync(more: (services, _) => services.AddSingleton<IMaintenanceSource>(reads));
        for (var number = 0; number < 12; number++)
            await world.AddAsync($"{receiver.Address}/{number}", kind: SubscriberKind.Webhook);
        var incident = await world.DeclareAsync();
        var before = reads.Count;

        await world.PublishAsync(incident, "Words", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await Eventually.IsTrueAsync(async () =>
        {
            var open = (await world.RowsAsync()).Count(row => row.State is "pending" or "in_flight");
            if (open > 0 && (await world.RowsAsync()).All(row => row.State != "in_flight"))
                world.Move(TimeSpan.FromSeconds(1));
            return open == 0;
        });

        Assert.That(receiver.Calls, Has.Count.EqualTo(24));
        Assert.That(reads.Count - before, Is.InRange(1, 3), "again only when half a minute is over");
    }

    [Test]
    public async Task A_replica_that_has_not_seen_the_update_yet_delivers_it_all_the_same()
    {
        await using var world = await SubscribedWorld.OpenAsync(pumps: false);
        var elsewhere = new SnapshotSource(world.Services.GetRequiredService<IncidentBot.StatusPage.Facts.StatusPageReader>(), new KnownHosts(NullLogger<KnownHosts>.Instance), world.Clock, world.Time, NullLogger<SnapshotSource>.Instance);
        var writer = new WebhookWriter(elsewhere, SubscribedWorld.Catalog, world.Settings);
        var subscriber = (await world.FindAsync(await world.AddAsync("https://hooks.example.com/", kind: SubscriberKind.Webhook)))!;
        var incident = await world.DeclareAsync();
        await elsewhere.ReadAsync(CancellationToken.None);

        await world.PublishAsync(incident, "Words", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        var story = (await world.Stories.FindAsync(incident.Number, 1, null, CancellationToken.None))!;
        var body = JsonElement.Parse(await writer.WriteAsync(story, subscriber, world.Clock.Now, CancellationToken.None));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(body.GetProperty("page"), "status_indicator"), Is.EqualTo("critical"));
            Assert.That(Text(body.GetProperty("incident").GetProperty("components")[0], "status"), Is.EqualTo("major_outage"));
        }
    }

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    /// <summary>Counts how often the whole page is read.</summary>
    private sealed class CountedReads : IMaintenanceSource
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since)
        {
            Interlocked.Increment(ref _count);
            return Task.FromResult<IReadOnlyList<PublicMaintenance>>([]);
        }
    }
}
