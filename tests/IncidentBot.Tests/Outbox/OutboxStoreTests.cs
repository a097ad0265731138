using IncidentBot.Outbox;
using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class OutboxStoreTests(SqlDialect dialect)
{
    [Test]
    public async Task A_row_is_stored_with_all_it_was_given()
    {
        await using var outbox = new OutboxFixture(dialect);

        var id = await outbox.AddAsync(new OutboxEntry("C1:7", "post", "{}", 7, 3));

        Assert.That(await outbox.Row(id), Is.EqualTo(new OutboxRow
        {
            Id = id,
            Lane = "C1:7",
            IncidentId = 7,
            IncidentVersion = 3,
            Kind = "post",
            Payload = "{}",
            State = OutboxState.Pending,
            NextAttemptAt = outbox.Now,
            CreatedAt = outbox.Now,
        }));
    }

    [Test]
    public async Task Only_the_head_of_each_lane_is_claimed()
    {
        await using var outbox = new OutboxFixture(dialect);
        var a = await outbox.Add("a");
        await outbox.Add("a");
        var b = await outbox.Add("b");

        var claimed = await outbox.Claim();
        var again = await outbox.Claim();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claimed.Select(row => row.Id), Is.EqualTo(new[] { a, b }));
            Assert.That(claimed, Has.All.Matches<OutboxRow>(row => row is { State: OutboxState.InFlight, Attempts: 1, Uncertain: false }));
            Assert.That(again, Is.Empty);
        }
    }

    [Test]
    public async Task A_head_that_backs_off_holds_up_its_own_lane_only()
    {
        await using var outbox = new OutboxFixture(dialect);
        var head = await outbox.Add("a");
        await outbox.Add("a");
        await outbox.Mark((await outbox.Claim()).Single(), new SendOutcome.TryLater("down"));
        var other = await outbox.Add("b");

        var meanwhile = await outbox.Claim();
        outbox.File.Time.Move(TimeSpan.FromSeconds(2));
        var later = await outbox.Claim();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(meanwhile.Select(row => row.Id), Is.EqualTo(new[] { other }));
            Assert.That(later.Select(row => (row.Id, row.Attempts)), Is.EqualTo(new[] { (head, 2) }));
        }
    }

    [Test]
    public async Task A_dead_row_frees_its_lane_and_can_be_tried_again_by_an_operator()
    {
        await using var outbox = new OutboxFixture(dialect);
        var dead = await outbox.Add("a");
        var next = await outbox.Add("a");
        await outbox.Mark((await outbox.Claim()).Single(), new SendOutcome.Dead("no_permission"));

        var afterDeath = (await outbox.Claim()).Single();
        await outbox.Mark(afterDeath, new SendOutcome.Sent());
        var retried = await outbox.Queries.RetryDeadAsync([dead], CancellationToken.None);
        var afterRetry = await outbox.Claim();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(afterDeath.Id, Is.EqualTo(next));
            Assert.That(retried, Is.EqualTo(1));
            Assert.That(afterRetry.Select(row => (row.Id, row.Attempts)), Is.EqualTo(new[] { (dead, 1) }));
        }
    }

    [Test]
    public async Task A_claim_that_ran_out_is_taken_over_in_doubt_and_the_old_claim_can_mark_nothing()
    {
        await using var outbox = new OutboxFixture(dialect);
        var id = await outbox.Add("a");
        var first = (await outbox.Claim()).Single();
        outbox.File.Time.Move(TimeSpan.FromSeconds(60));

        var second = (await outbox.Claim()).Single();
        var late = await outbox.Mark(first, new SendOutcome.TryLater("too late"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((second.Id, second.Uncertain, second.Attempts), Is.EqualTo((id, true, 2)));
            Assert.That(late, Is.False);
            Assert.That((await outbox.Row(id)).State, Is.EqualTo(OutboxState.InFlight));
        }
    }

    [Test]
    public async Task Nobody_takes_a_row_over_from_himself()
    {
        await using var outbox = new OutboxFixture(dialect);
        var id = await outbox.Add("a");
        await outbox.Claim();
        outbox.File.Time.Move(TimeSpan.FromHours(1));

        var claimed = await outbox.Store.ClaimAsync(
            outbox.Now, NodaTime.Duration.FromSeconds(60), OutboxSlots.All, [id], CancellationToken.None);

        Assert.That(claimed, Is.Empty);
    }

    [Test]
    public async Task A_row_waits_for_its_time()
    {
        await using var outbox = new OutboxFixture(dialect);
        var id = await outbox.Add("a", notBefore: outbox.Now + NodaTime.Duration.FromMinutes(5));

        var early = await outbox.Claim();
        var due = await outbox.Store.NextDueAsync(outbox.Now, CancellationToken.None);
        outbox.File.Time.Move(TimeSpan.FromMinutes(5));
        var late = await outbox.Claim();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.Empty);
            Assert.That(due, Is.EqualTo(outbox.Now));
            Assert.That(late.Single().Id, Is.EqualTo(id));
        }
    }

    [Test]
    public async Task A_unit_that_is_undone_leaves_no_call_behind()
    {
        await using var outbox = new OutboxFixture(dialect);

        Assert.That(
            () => outbox.Database.WriteAsync(
                async session =>
                {
                    await outbox.Store.AddAsync(session, [new OutboxEntry("a", "call", "", null, null)], outbox.Now);
                    throw new InvalidOperationException();
                },
                CancellationToken.None),
            Throws.InvalidOperationException);

        Assert.That(await outbox.Claim(), Is.Empty);
    }

    [Test]
    public async Task Health_counts_what_waits_since_when_and_what_died()
    {
        await using var outbox = new OutboxFixture(dialect);
        var since = outbox.Now;
        await outbox.Add("a");
        outbox.File.Time.Move(TimeSpan.FromSeconds(5));
        await outbox.Add("a");
        await outbox.Add("dead");
        await outbox.Mark((await outbox.Claim()).Single(row => row.Lane == "dead"), new SendOutcome.Dead("gone"));

        var health = await outbox.Queries.HealthAsync(CancellationToken.None);

        Assert.That(health, Is.EqualTo(new OutboxHealth(2, since, 1)));
    }

    [Test]
    public async Task Health_of_an_empty_outbox_is_nothing_at_all()
    {
        await using var outbox = new OutboxFixture(dialect);

        var health = await outbox.Queries.HealthAsync(CancellationToken.None);

        Assert.That(health, Is.EqualTo(new OutboxHealth(0, null, 0)));
    }

    [Test]
    public async Task Pruning_forgets_what_is_long_done_and_keeps_what_waits_or_died()
    {
        await using var outbox = new OutboxFixture(dialect);
        foreach (var lane in new[] { "sent", "skipped", "dead", "waiting" })
            await outbox.Add(lane);
        foreach (var row in await outbox.Claim())
        {
            await outbox.Mark(row, row.Lane switch
            {
                "sent" => new SendOutcome.Sent(),
                "skipped" => new SendOutcome.Skipped("gone"),
                "dead" => new SendOutcome.Dead("gone"),
                _ => new SendOutcome.TryLater("down"),
            });
        }

        var early = await outbox.Queries.PruneAsync(outbox.Now, CancellationToken.None);
        outbox.File.Time.Move(TimeSpan.FromDays(8));
        var late = await outbox.Queries.PruneAsync(outbox.Now, CancellationToken.None);
        var health = await outbox.Queries.HealthAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((early, late), Is.EqualTo((0, 2)));
            Assert.That((health.Pending, health.Dead), Is.EqualTo((1, 1)));
        }
    }

    [Test]
    public async Task Each_class_has_places_of_its_own()
    {
        await using var outbox = new OutboxFixture(dialect);
        for (var i = 0; i < 5; i++)
            await outbox.Add($"crowd {i}", bulk: true);
        var reminder = await outbox.Add("room");

        var claimed = await outbox.Store.ClaimAsync(outbox.Now, NodaTime.Duration.FromSeconds(60), new OutboxSlots(1, 2), [], CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claimed.Where(row => !row.Bulk).Select(row => row.Id), Is.EqualTo(new[] { reminder }));
            Assert.That(claimed.Where(row => row.Bulk).Select(row => row.Lane), Is.EqualTo(new[] { "crowd 0", "crowd 1" }));
        }
    }

    [Test]
    public async Task What_waits_for_the_many_outside_is_counted_by_itself()
    {
        await using var outbox = new OutboxFixture(dialect);
        await outbox.Add("crowd", bulk: true);

        var health = await outbox.Queries.HealthAsync(CancellationToken.None);

        Assert.That(health, Is.EqualTo(new OutboxHealth(0, null, 0) { Bulk = 1 }));
    }

    [Test]
    public async Task The_next_due_row_is_found_in_either_class()
    {
        await using var outbox = new OutboxFixture(dialect);
        await outbox.Add("room", notBefore: outbox.Now + NodaTime.Duration.FromMinutes(9));
        await outbox.Add("crowd", notBefore: outbox.Now + NodaTime.Duration.FromMinutes(4), bulk: true);

        var due = await outbox.Store.NextDueAsync(outbox.Now, CancellationToken.None);

        Assert.That(due, Is.EqualTo(outbox.Now + NodaTime.Duration.FromMinutes(4)));
    }
}
