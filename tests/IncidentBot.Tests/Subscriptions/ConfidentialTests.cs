using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.ExternalPages;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.ExternalPages;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>A private or security incident reaches no mailbox, no webhook and no external page: not even when rows say that it was published, which no decision can bring about.</summary>
internal sealed class ConfidentialTests
{
    [TestCase("is_private")]
    [TestCase("is_security")]
    public async Task An_incident_that_is_confidential_at_the_moment_of_sending_is_not_sent(string flag)
    {
        await using var there = await AtlassianServer.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await OpenAsync(there, pumps: false);
        var incident = await world.DeclareAsync();
        await world.AddAsync("all@example.com");
        await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(incident.Number));
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        await world.PublishAsync(incident, "Breach of the vault", PublicState.Investigating, "Vault", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        var waiting = await world.RowsAsync();
        // As after the fan-out: the rows of the recipients are written, and not yet carried out.
        var other = await world.DeclareAsync();
        IEnumerable<SubscriberTask> tells =
        [
            .. Enumerable.Range(1, 3).Select(id => new SubscriberTask.Tell(id, incident.Number, 1)),
            new SubscriberTask.TellComponent(3, incident.Number, 1, SubscribedWorld.Api),
            .. Enum.GetValues<FollowUpNoticeKind>().Select(kind => new SubscriberTask.Tell(3, incident.Number, 1) { Notice = new FollowUpNotice(kind, 9, 1) }),
        ];
        await world.CorrectAsync(incident, 1, "The vault is not open");
        await world.MergeAsync(incident, other);
        await world.Database.WriteAsync(session => world.Services.GetRequiredService<SubscriberOutbox>().AddAsync(session, [.. tells], world.Clock.Now), CancellationToken.None);
        await world.ExecuteAsync($"update incident set {flag} = true");

        var outcomes = new List<SendOutcome>();
        foreach (var row in await world.RowsAsync())
            outcomes.Add(await world.Services.GetServices<IOutboxSender>().Single(sender => sender.Handles(row.Kind)).SendAsync(row, CancellationToken.None));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waiting, Has.Count.EqualTo(3), "two kinds of subscribers and a page elsewhere");
            Assert.That(outcomes, Has.Count.EqualTo(13).And.All.EqualTo(new SendOutcome.Skipped("not public")));
            Assert.That(world.Mail.Mails, Is.Empty);
            Assert.That(receiver.Calls, Is.Empty);
            Assert.That(there.Requests, Is.Empty);
            Assert.That((await world.RowsAsync()).Select(row => row.Payload), Has.None.Contains("ault"), "the outbox holds no words");
        }
    }

    [Test]
    public async Task A_confidential_update_writes_no_row()
    {
        await using var there = await AtlassianServer.StartAsync();
        await using var world = await OpenAsync(there, pumps: false);
        var incident = (await world.FindIncidentAsync(await world.DeclareAsync()))!;
        var published = new IncidentEvent.PublicUpdatePublished(
            1, PublicState.Investigating, "Vault", "Breach of the vault", System.Collections.Immutable.ImmutableSortedDictionary<string, ComponentStatus>.Empty, null, null, 0);

        var happened = new IncidentEvent[]
        {
            published,
            new IncidentEvent.PublicUpdateCorrected(1, "The vault is not open", "Breach of the vault", null) { TellsSubscribers = true },
            new IncidentEvent.PublicUpdateBackfilled(2, PublicState.Investigating, "Vault", "Breach of the vault", published.Components, world.Clock.Now, null),
            new IncidentEvent.MergedInto(new IncidentId(1)),
        };
        await world.Database.WriteAsync(session => new FanOutStore().BeginAsync(session, [new FanOutKey(incident.Id.Number, 1, SubscriberKind.Email)], world.Clock.Now), CancellationToken.None);
        await world.ExecuteAsync("update fan_out set after_id = 9");

        foreach (var confidential in new[] { incident with { IsPrivate = true }, incident with { IsSecurity = true } })
        {
            var change = new IncidentChange(incident with { PublicState = PublicState.Investigating, PublicUpdates = 1 }, confidential, happened, incident.DeclaredBy, world.Clock.Now);
            foreach (var reaction in world.Services.GetServices<IIncidentReaction>())
                await world.Database.WriteAsync(session => reaction.ReactAsync(change, session), CancellationToken.None);
        }

        Assert.That(await world.RowsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_confidential_incident_can_be_neither_followed_nor_found()
    {
        await using var there = await AtlassianServer.StartAsync();
        await using var world = await OpenAsync(there);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "Words", PublicState.Investigating, "Vault");
        await world.ExecuteAsync("update incident set is_private = true");

        var form = await world.Http.GetStringAsync($"/status/subscribe?incident={incident.Number}");
        await world.PostAsync("/status/subscribe", ("email", "you@example.com"), ("about", "incident"), ("incident", $"{incident.Number}"));
        var scopes = await world.Database.ReadAsync(session => session.QueryAsync<string>("select scope from subscription_request"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(form, Does.Not.Contain("Vault").And.Not.Contain("Only this incident"));
            Assert.That(scopes.Select(SubscriptionScope.Read).Single().Incident, Is.Null);
        }
    }

    private static Task<SubscribedWorld> OpenAsync(AtlassianServer there, bool pumps = true) => SubscribedWorld.OpenAsync(pumps: pumps, more: (services, _) => services.AddExternalPages(new ExternalPageOptions(new AtlassianOptions
    {
        ApiKey = AtlassianServer.Key,
        PageId = AtlassianServer.Page,
        BaseUrl = there.Address,
        DeliverNotifications = true,
        Components = new Dictionary<string, string> { [SubscribedWorld.Api] = "theirapi" },
    })));
}
