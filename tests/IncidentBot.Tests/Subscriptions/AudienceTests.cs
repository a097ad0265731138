using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Subscriptions.Support;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Which subscribers get which updates, on both databases.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class AudienceTests(SqlDialect dialect)
{
    private readonly SubscriberStore _store = new();

    [Test]
    public async Task An_update_reaches_subscribers_of_everything_of_its_components_and_of_its_incident()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var first = await world.DeclareAsync();
        var other = await world.DeclareAsync();
        var everything = await world.AddAsync("all@example.com");
        var api = await world.AddAsync("api@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Api]));
        await world.AddAsync("web@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Web]));
        var follower = await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(first.Number));
        await world.AddAsync("elsewhere@example.com", SubscriptionScope.ToIncident(other.Number));

        var reached = await NextAsync(world, first.Number, [SubscribedWorld.Api]);

        Assert.That(reached, Is.EqualTo(new[] { everything, api, follower }));
    }

    [Test]
    public async Task An_incident_that_names_no_component_reaches_subscribers_of_everything()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var everything = await world.AddAsync("all@example.com");
        await world.AddAsync("api@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Api]));

        var reached = await NextAsync(world, 1, []);

        Assert.That(reached, Is.EqualTo(new[] { everything }));
    }

    [Test]
    public async Task Confirming_again_replaces_components_and_keeps_incidents()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var incident = (await world.DeclareAsync()).Number;
        var id = await world.AddAsync("one@example.com");
        await world.AddAsync("one@example.com", SubscriptionScope.ToIncident(incident));
        var stillEverything = (await world.FindAsync(id))!.Everything;

        var again = await world.AddAsync("one@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Web]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(id));
            Assert.That(stillEverything, Is.True);
            Assert.That(await NextAsync(world, 99, [SubscribedWorld.Api]), Is.Empty);
            Assert.That(await NextAsync(world, 99, [SubscribedWorld.Web]), Is.EqualTo(new[] { id }));
            Assert.That(await NextAsync(world, incident, []), Is.EqualTo(new[] { id }));
        }
    }

    [Test]
    public async Task A_webhook_is_not_taken_over_by_another_contact_who_subscribes_it()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var request = SubscribedWorld.Request("https://hooks.example.com/", kind: SubscriberKind.Webhook);

        var owner = await ConfirmAsync(request, "the owner's secret");
        var other = await ConfirmAsync(request with { Contact = "other@example.com" }, "another secret");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(other, Is.Not.EqualTo(owner));
            Assert.That((await world.FindAsync(owner))!.Secret, Is.EqualTo("the owner's secret"));
        }

        Task<long> ConfirmAsync(SubscriptionRequest confirmed, string secret) =>
            world.Database.WriteAsync(session => _store.ConfirmAsync(session, confirmed, SecretText.New(), secret, world.Clock.Now), CancellationToken.None);
    }

    [Test]
    public async Task An_unsubscribed_address_leaves_no_trace_and_its_number_is_not_used_again()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var id = await world.AddAsync("one@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Web]));
        var token = (await world.FindAsync(id))!.Token;

        var left = await world.Database.WriteAsync(session => _store.RemoveAsync(session, token), CancellationToken.None);
        var again = await world.Database.WriteAsync(session => _store.RemoveAsync(session, token), CancellationToken.None);
        var next = await world.AddAsync("two@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((left, again), Is.EqualTo((true, false)));
            Assert.That(await world.FindAsync(id), Is.Null);
            Assert.That(next, Is.GreaterThan(id));
        }
    }

    [Test]
    public async Task A_suspended_subscriber_gets_no_updates_until_the_next_confirmation()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var id = await world.AddAsync("one@example.com");
        await world.Database.WriteAsync(session => _store.FailedAsync(session, id, world.Clock.Now), CancellationToken.None);
        var suspended = await world.Database.WriteAsync(session => _store.SuspendAsync(session, id, SubscriberState.Undeliverable), CancellationToken.None);
        var meanwhile = await NextAsync(world, 1, []);

        await world.AddAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(suspended, Is.True);
            Assert.That(meanwhile, Is.Empty);
            Assert.That(await NextAsync(world, 1, []), Is.EqualTo(new[] { id }));
            Assert.That((await world.FindAsync(id))!.Failures, Is.Zero);
        }
    }

    [Test]
    public async Task Failures_are_counted_from_the_first_and_a_success_resets_them()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var id = await world.AddAsync("one@example.com");
        var began = world.Clock.Now;

        await world.Database.WriteAsync(session => _store.FailedAsync(session, id, began), CancellationToken.None);
        var second = await world.Database.WriteAsync(session => _store.FailedAsync(session, id, began + Duration.FromMinutes(5)), CancellationToken.None);
        await world.Database.WriteAsync(session => _store.ReachedAsync(session, id), CancellationToken.None);
        var after = await world.FindAsync(id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((second!.Failures, second.FailingSince), Is.EqualTo((2, (Instant?)began)));
            Assert.That((after!.Failures, after.FailingSince), Is.EqualTo((0, (Instant?)null)));
        }
    }

    [Test]
    public async Task Followers_of_an_incident_that_ended_long_ago_are_deleted()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var over = (await world.DeclareAsync()).Number;
        var open = (await world.DeclareAsync()).Number;
        var follower = await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(over));
        var faithful = await world.AddAsync("faithful@example.com", SubscriptionScope.ToIncident(open));
        var both = await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(over));
        await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(open));
        await world.ExecuteAsync($"update incident set ended_at = 1 where id = {over}");

        await world.Database.WriteAsync(session => _store.ForgetAsync(session, world.Clock.Now), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await world.FindAsync(follower), Is.Null);
            Assert.That(await world.FindAsync(faithful), Is.Not.Null);
            Assert.That(await world.FindAsync(both), Is.Not.Null);
            Assert.That(await NextAsync(world, over, []), Is.Empty);
        }
    }

    [Test]
    public async Task A_request_is_answered_once_and_in_time()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var requests = new RequestStore();
        var now = world.Clock.Now;
        var request = SubscribedWorld.Request("one@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Web])) with { CreatedAt = now, ExpiresAt = now + Duration.FromHours(1), Client = "192.0.2.1" };
        await world.Database.WriteAsync(session => requests.InsertAsync(session, request), CancellationToken.None);

        var found = await world.Database.ReadAsync(session => requests.FindAsync(session, request.Token), CancellationToken.None);
        var late = await AnswerAsync(world, request.Token, now + Duration.FromHours(1));
        var first = await AnswerAsync(world, request.Token, now);
        var second = await AnswerAsync(world, request.Token, now);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(request with { Scope = found!.Scope }));
            Assert.That(found.Scope.Components, Is.EqualTo(new[] { SubscribedWorld.Web }));
            Assert.That((late, first, second), Is.EqualTo((false, true, false)));
        }

        Task<bool> AnswerAsync(SubscribedWorld where, string token, Instant at) => where.Database.WriteAsync(session => requests.AnswerAsync(session, token, at), CancellationToken.None);
    }

    [Test]
    public async Task Followers_of_a_merged_incident_follow_the_other_once_and_never_a_confidential_one()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var (from, to, secret) = ((await world.DeclareAsync()).Number, (await world.DeclareAsync()).Number, (await world.DeclareAsync(isPrivate: true)).Number);
        var follower = await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(from));
        var both = await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(from));
        await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(to));

        var carried = await CarryAsync(to);
        var again = await CarryAsync(to);
        var hidden = await CarryAsync(secret);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((carried, again, hidden), Is.EqualTo((1, 0, 0)));
            Assert.That(await NextAsync(world, to, []), Is.EqualTo(new[] { follower, both }));
            Assert.That(await NextAsync(world, secret, []), Is.Empty);
        }

        Task<int> CarryAsync(long into) => world.Database.WriteAsync(session => _store.CarryOverAsync(session, from, into), CancellationToken.None);
    }

    [Test]
    public async Task A_confirmation_after_a_merge_follows_the_incident_that_continues()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var (first, second, third) = (await world.DeclareAsync(), await world.DeclareAsync(), await world.DeclareAsync());
        await world.MergeAsync(first, second);
        await world.MergeAsync(second, third);

        var late = await world.AddAsync("late@example.com", SubscriptionScope.ToIncident(first.Number));

        Assert.That(await NextAsync(world, third.Number, []), Is.EqualTo(new[] { late }));
    }

    [Test]
    public async Task The_store_knows_who_chose_which_component_and_how_far_an_update_was_distributed()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var store = new FanOutStore();
        var incident = await world.DeclareAsync();
        var all = await world.AddAsync("all@example.com");
        var api = await world.AddAsync("api@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Api]));
        var follower = await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(incident.Number));
        var key = new FanOutKey(incident.Number, 1, SubscriberKind.Email);
        await world.Database.WriteAsync(session => store.BeginAsync(session, [key, key with { Version = 7 }], world.Clock.Now), CancellationToken.None);

        var chosen = await world.Database.ReadAsync(session => store.ComponentsAsync(session, [all, api, follower], [SubscribedWorld.Api, SubscribedWorld.Web]), CancellationToken.None);
        var before = await MarkAsync(key);
        var advanced = await world.Database.WriteAsync(session => store.AdvanceAsync(session, key, 0, api, 2, isDone: false, world.Clock.Now), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(chosen[all].Order(), Is.EqualTo(new[] { SubscribedWorld.Api, SubscribedWorld.Web }));
            Assert.That((chosen[api].Single(), chosen[follower].Any()), Is.EqualTo((SubscribedWorld.Api, false)));
            Assert.That((before, advanced, await MarkAsync(key), await MarkAsync(key with { Version = 7 })), Is.EqualTo(((long?)null, true, (long?)api, (long?)null)));
            Assert.That(await NextAsync(world, incident.Number, [SubscribedWorld.Api], until: api), Is.EqualTo(new[] { all, api }));
        }

        Task<long?> MarkAsync(FanOutKey of) => world.Database.WriteAsync(session => store.MarkAsync(session, of), CancellationToken.None);
    }

    private static Task<IReadOnlyList<long>> NextAsync(SubscribedWorld world, long incident, string[] components, long? until = null) => world.Database.ReadAsync(
        session => new FanOutStore().NextAsync(session, new FanOutKey(incident, 1, SubscriberKind.Email), components, 0, until, 100), CancellationToken.None);
}
