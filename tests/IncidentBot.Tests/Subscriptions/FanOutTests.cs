using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>The distribution of an update to many subscribers.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class FanOutTests(SqlDialect dialect)
{
    private const int Crowd = (2 * FanOut.Batch) + 50;

    [Test]
    public async Task The_commit_of_an_update_writes_one_row_for_each_kind_of_subscriber()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        await AddCrowdAsync(world, Crowd);
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident);

        var rows = await world.RowsAsync();
        Assert.That(rows.Select(row => (row.Lane, row.Bulk)), Is.EqualTo(new[] { ($"fan-out:{incident.Number}:email", true), ($"fan-out:{incident.Number}:webhook", true) }));
    }

    [Test]
    public async Task Every_recipient_gets_one_row_whichever_attempts_die_before_they_are_recorded()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        await AddCrowdAsync(world, Crowd);
        await world.PublishAsync(await world.DeclareAsync());

        var steps = 0;
        while (await ClaimFanOutAsync(world) is { } row)
        {
            // The process died after the batch was committed and before its row was marked; the next one takes the row over.
            await SendAsync(world, row);
            await SendAsync(world, row with { Uncertain = true });
            await MarkAsync(world, row);
            steps++;
        }

        var tells = (await world.RowsAsync()).Where(row => row.Lane.StartsWith("subscriber:", StringComparison.Ordinal)).ToList();
        var progress = await world.Database.ReadAsync(session => session.QueryAsync<Progress>("select kind, recipients, done_at from fan_out order by kind"), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tells.Select(row => row.Lane), Is.Unique.And.Exactly(Crowd).Items);
            Assert.That(steps, Is.EqualTo(4), "three batches of mails and an empty one of webhooks");
            Assert.That(progress.Select(one => (one.Kind, one.Recipients)), Is.EqualTo(new[] { ("email", (long)Crowd), ("webhook", 0) }));
            Assert.That(progress.Select(one => one.DoneAt), Has.None.Null);
        }
    }

    [Test]
    public async Task The_row_for_the_next_batch_stands_behind_the_rows_of_this_one()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        await AddCrowdAsync(world, FanOut.Batch + 1);
        await world.PublishAsync(await world.DeclareAsync());

        await SendAsync(world, (await ClaimFanOutAsync(world))!);

        var rows = await world.RowsAsync();
        Assert.That(rows[^1].Lane, Does.StartWith("fan-out:").And.EndWith(":email"));
        Assert.That(rows.Count(row => row.Lane.StartsWith("subscriber:", StringComparison.Ordinal)), Is.EqualTo(FanOut.Batch));
    }

    [Test]
    public async Task A_correction_during_the_distribution_reaches_the_recipients_who_have_the_update()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        await AddCrowdAsync(world, Crowd);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident);
        var begun = (await ClaimFanOutAsync(world))!;
        await SendAsync(world, begun);
        await MarkAsync(world, begun);

        await world.CorrectAsync(incident, 1, "Other words.");
        await world.AddAsync("late@example.com");
        while (await ClaimFanOutAsync(world) is { } row)
        {
            await SendAsync(world, row);
            await MarkAsync(world, row);
        }

        var told = (await world.RowsAsync()).Where(row => row.Lane.StartsWith("subscriber:", StringComparison.Ordinal)).ToLookup(row => row.Payload.Contains("corrected", StringComparison.Ordinal), row => row.Lane);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told[false], Is.Unique.And.Exactly(Crowd + 1).Items, "subscribers who come during the distribution get it too");
            Assert.That(told[true], Is.EqualTo(told[false].Take(FanOut.Batch)), "the others read the right words from the first");
        }
    }

    [Test]
    public async Task An_incident_that_became_confidential_is_distributed_no_further()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        await AddCrowdAsync(world, 3);
        await world.PublishAsync(await world.DeclareAsync());
        await world.ExecuteAsync("update incident set is_private = true");

        var outcome = await SendAsync(world, (await ClaimFanOutAsync(world))!);

        Assert.That(outcome, Is.EqualTo(new SendOutcome.Skipped("not public")));
    }

    internal static Task AddCrowdAsync(SubscribedWorld world, int count) => world.Database.WriteAsync(
        async session =>
        {
            for (var start = 0; start < count; start += 1_000)
            {
                await session.ExecuteWithRowsAsync(
                    "insert into subscriber (kind, address, contact, token, everything, state, failures, confirmed_at)",
                    [.. Enumerable.Range(start, Math.Min(1_000, count - start)).Select(number => new object?[] { "email", $"r{number}@example.com", $"r{number}@example.com", SecretText.New(), true, "active", 0, 0L })]);
            }
        },
        CancellationToken.None);

    private static async Task<OutboxRow?> ClaimFanOutAsync(SubscribedWorld world)
    {
        var store = world.Services.GetRequiredService<OutboxStore>();
        while (true)
        {
            var rows = await store.ClaimAsync(world.Clock.Now, Duration.FromSeconds(60), new OutboxSlots(0, 1_000), [], CancellationToken.None);
            if (rows.Count == 0)
                return null;
            var fanOuts = rows.Where(row => row.Lane.StartsWith("fan-out:", StringComparison.Ordinal)).OrderBy(row => row.Lane, StringComparer.Ordinal).ToList();
            if (fanOuts.Count == 0)
                continue;
            foreach (var later in fanOuts.Skip(1))
                await store.MarkAsync(later, DeliveryPolicy.Decide(later, new SendOutcome.Busy(TimeSpan.Zero, "one at a time"), world.Clock.Now - Duration.FromSeconds(1)), CancellationToken.None);
            return fanOuts[0];
        }
    }

    private static Task<SendOutcome> SendAsync(SubscribedWorld world, OutboxRow row) =>
        world.Services.GetRequiredService<IEnumerable<IOutboxSender>>().First(sender => sender.Handles(row.Kind)).SendAsync(row, CancellationToken.None);

    private static Task MarkAsync(SubscribedWorld world, OutboxRow row) =>
        world.Services.GetRequiredService<OutboxStore>().MarkAsync(row, DeliveryPolicy.Decide(row, new SendOutcome.Sent(), world.Clock.Now), CancellationToken.None);

    private sealed record Progress
    {
        public string Kind { get; init; } = "";

        public long Recipients { get; init; }

        public Instant? DoneAt { get; init; }
    }
}
