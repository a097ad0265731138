using System.Collections.Concurrent;
using IncidentBot.Configuration;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

/// <summary>Replicas that carry one outbox.</summary>
internal sealed class ReplicaOutboxTests
{
    private static readonly Duration Lease = Duration.FromSeconds(60);

    [Test]
    public async Task Many_claimers_take_every_row_once_and_each_lane_in_its_order_while_others_add()
    {
        const int Lanes = 12;
        const int PerLane = 25;
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        var taken = new ConcurrentQueue<(string Lane, long Id)>();
        var inLane = new ConcurrentDictionary<string, int>();
        var claimers = Enumerable.Range(0, 8).Select(_ => ClaimAllAsync(new OutboxStore(outbox.File.Open(), new OutboxSignal()))).ToList();

        await Task.WhenAll(Enumerable.Range(0, Lanes * PerLane).Select(number => outbox.Add($"lane {number % Lanes}")));
        await Task.WhenAll(claimers);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(taken.Select(row => row.Id), Is.Unique.And.Exactly(Lanes * PerLane).Items);
            foreach (var lane in taken.GroupBy(row => row.Lane))
                Assert.That(lane.Select(row => row.Id), Is.Ordered.Ascending, lane.Key);
            Assert.That(inLane.Values, Has.All.Zero, "never two calls of a lane at a time");
        }

        async Task ClaimAllAsync(OutboxStore store)
        {
            while (taken.Count < Lanes * PerLane)
            {
                foreach (var row in await store.ClaimAsync(outbox.Now, Lease, new OutboxSlots(5, 5), [], CancellationToken.None))
                {
                    Assert.That(inLane.AddOrUpdate(row.Lane, 1, (_, count) => count + 1), Is.EqualTo(1), row.Lane);
                    taken.Enqueue((row.Lane, row.Id));
                    inLane.AddOrUpdate(row.Lane, 0, (_, count) => count - 1);
                    await store.MarkAsync(row, DeliveryPolicy.Decide(row, new SendOutcome.Sent(), outbox.Now), CancellationToken.None);
                }
            }
        }
    }

    [Test]
    public async Task Who_adds_to_a_lane_first_is_first_in_it_however_late_he_commits()
    {
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        var added = new TaskCompletionSource();
        var commit = new TaskCompletionSource();
        var slow = outbox.AddAsync(new OutboxEntry("a", "call", "", null, null), () =>
        {
            added.SetResult();
            return commit.Task;
        });
        await added.Task;

        var behind = outbox.Add("a");
        var beside = await outbox.Add("b");
        var early = await outbox.Claim();
        commit.SetResult();
        var (first, second) = (await slow, await behind);
        var late = await outbox.Claim();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.LessThan(second));
            Assert.That(early.Select(row => row.Id), Is.EqualTo(new[] { beside }));
            Assert.That(late.Select(row => row.Id), Is.EqualTo(new[] { first }));
        }
    }

    [Test]
    public async Task What_another_replica_is_sending_is_left_to_it_until_its_claim_ends()
    {
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        var id = await outbox.Add("a");
        await new OutboxStore(outbox.File.Open(), new OutboxSignal()).ClaimAsync(outbox.Now, OutboxOptions.Default.ClaimLease, OutboxSlots.All, [], CancellationToken.None);

        await outbox.StartPump();
        await outbox.UntilState(await outbox.Add("b"), OutboxState.Sent);
        outbox.File.Time.Move(TimeSpan.FromSeconds(59));
        await outbox.UntilState(await outbox.Add("c"), OutboxState.Sent);
        var before = outbox.Calls.Count(row => row.Id == id);
        outbox.File.Time.Move(TimeSpan.FromSeconds(1));
        await outbox.UntilState(id, OutboxState.Sent);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.Zero);
            Assert.That(outbox.Calls.Single(row => row.Id == id).Uncertain, Is.True);
        }
    }

    [Test]
    public async Task A_call_that_lasts_for_minutes_stays_with_its_replica_and_is_recorded_by_it()
    {
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        var elsewhere = new OutboxStore(outbox.File.Open(), new OutboxSignal());
        var answer = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (_, _) => answer.Task;
        await outbox.StartPump();
        var id = await outbox.Add("a", bulk: true);
        await Eventually.IsTrueAsync(() => !outbox.Calls.IsEmpty);

        var taken = 0;
        for (var step = 0; step < 12; step++)
        {
            outbox.File.Time.Move(TimeSpan.FromSeconds(30));
            outbox.Signal.Set();
            await Eventually.IsTrueAsync(async () => (await outbox.Row(id)).NextAttemptAt - outbox.Now > Duration.FromSeconds(50));
            taken += (await elsewhere.ClaimAsync(outbox.Now + Duration.FromSeconds(45), OutboxOptions.Default.ClaimLease, OutboxSlots.All, [], CancellationToken.None)).Count;
        }

        answer.SetResult(new SendOutcome.Sent());
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That((taken, outbox.Calls.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_claim_lasts_as_long_as_the_setting_says()
    {
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        var answer = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (_, _) => answer.Task;
        await outbox.StartPump(options: new OutboxOptions(Duration.FromMinutes(5)));

        var id = await outbox.Add("a");
        await Eventually.IsTrueAsync(() => !outbox.Calls.IsEmpty);
        var claimed = await outbox.Row(id);
        answer.SetResult(new SendOutcome.Sent());

        Assert.That(claimed.ClaimedUntil, Is.EqualTo(outbox.Now + Duration.FromMinutes(5)));
    }

    [Test]
    public async Task What_one_replica_writes_another_sends_within_a_second_or_so()
    {
        await using var outbox = new OutboxFixture(SqlDialect.Postgres);
        await outbox.StartPump();
        var elsewhere = new OutboxStore(outbox.File.Open(), new OutboxSignal());

        var id = await outbox.AddAsync(new OutboxEntry("a", "call", "", null, null), store: elsewhere);

        await outbox.UntilState(id, OutboxState.Sent);
    }
}
