using IncidentBot.Outbox;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class OutboxPumpTests(SqlDialect dialect)
{
    [Test]
    public async Task Sends_what_is_added_in_the_order_of_each_lane()
    {
        await using var outbox = new OutboxFixture(dialect);
        await outbox.StartPump();

        for (var i = 0; i < 60; i++)
            await outbox.Add($"lane {i % 3}", $"{i}");
        await Drained(outbox);

        using (Assert.EnterMultipleScope())
        {
            foreach (var lane in outbox.Calls.GroupBy(row => row.Lane))
                Assert.That(lane.Select(row => row.Id), Is.Ordered.Ascending);
            Assert.That(outbox.Calls, Has.Count.EqualTo(60));
        }
    }

    [Test]
    public async Task A_lane_whose_head_hangs_does_not_hold_up_the_others()
    {
        await using var outbox = new OutboxFixture(dialect);
        var hang = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (row, _) => row.Lane == "slow" ? hang.Task : OutboxFixture.Outcome(new SendOutcome.Sent());
        await outbox.StartPump();
        await outbox.Add("slow");
        var behind = await outbox.Add("slow");

        var others = new List<long>();
        for (var i = 0; i < 20; i++)
            others.Add(await outbox.Add($"quick {i % 2}"));
        foreach (var id in others)
            await outbox.UntilState(id, OutboxState.Sent);
        var blocked = (await outbox.Row(behind)).State;
        hang.SetResult(new SendOutcome.Sent());
        await outbox.UntilState(behind, OutboxState.Sent);

        Assert.That(blocked, Is.EqualTo(OutboxState.Pending));
    }

    [Test]
    public async Task A_crowd_that_hangs_does_not_hold_up_the_team()
    {
        await using var outbox = new OutboxFixture(dialect);
        var hang = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (row, _) => row.Bulk ? hang.Task : OutboxFixture.Outcome(new SendOutcome.Sent());
        await outbox.StartPump();
        for (var i = 0; i < 40; i++)
            await outbox.Add($"crowd {i}", bulk: true);
        await Eventually.IsTrueAsync(() => outbox.Calls.Count == OutboxSlots.All.Bulk);

        var reminder = await outbox.Add("room");
        await outbox.UntilState(reminder, OutboxState.Sent);
        var crowd = outbox.Calls.Count(row => row.Bulk);
        hang.SetResult(new SendOutcome.Sent());
        await Eventually.IsTrueAsync(() => outbox.Calls.Count == 41);

        Assert.That(crowd, Is.EqualTo(OutboxSlots.All.Bulk));
    }

    [Test]
    public async Task A_poison_row_is_retried_and_blocks_nobody_else()
    {
        await using var outbox = new OutboxFixture(dialect);
        outbox.Answer = (row, _) => row.Lane == "poison"
            ? throw new FormatException("bad payload")
            : OutboxFixture.Outcome(new SendOutcome.Sent());
        await outbox.StartPump();

        var poison = await outbox.Add("poison");
        var good = await outbox.Add("good");
        await outbox.UntilState(good, OutboxState.Sent);
        await Eventually.IsTrueAsync(async () => (await outbox.Row(poison)).LastError is not null);
        var row = await outbox.Row(poison);

        Assert.That((row.State, row.Uncertain, row.LastError), Is.EqualTo((OutboxState.Pending, true, "the sender failed: FormatException")));
    }

    [Test]
    public async Task A_kind_that_nobody_handles_dies_and_frees_its_lane()
    {
        await using var outbox = new OutboxFixture(dialect);
        await outbox.StartPump();

        var unknown = await outbox.Add("a", kind: "unheard of");
        var next = await outbox.Add("a");
        await outbox.UntilState(next, OutboxState.Sent);

        Assert.That((await outbox.Row(unknown)).State, Is.EqualTo(OutboxState.Dead));
    }

    [Test]
    public async Task A_row_that_failed_is_sent_when_its_time_has_come()
    {
        await using var outbox = new OutboxFixture(dialect);
        outbox.Answer = (row, _) => OutboxFixture.Outcome(row.Attempts == 1 ? new SendOutcome.TryLater("down") : new SendOutcome.Sent());
        await outbox.StartPump();
        var id = await outbox.Add("a");
        await Eventually.IsTrueAsync(async () => (await outbox.Row(id)).LastError == "down");

        outbox.File.Time.Move(TimeSpan.FromSeconds(1));
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That(outbox.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_a_crashed_predecessor_was_sending_is_tried_again_in_doubt()
    {
        await using var outbox = new OutboxFixture(dialect);
        var id = await outbox.Add("a");
        await outbox.Claim();

        await outbox.StartPump();
        // Among replicas nobody knows that it crashed, only that its claim has ended.
        if (outbox.Database.IsShared)
            outbox.File.Time.Move(TimeSpan.FromSeconds(60));
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That(outbox.Calls.Select(row => (row.Id, row.Uncertain)), Is.EqualTo(new[] { (id, true) }));
    }

    [Test]
    public async Task Two_claimers_never_get_the_same_row()
    {
        await using var outbox = new OutboxFixture(dialect);
        for (var i = 0; i < 200; i++)
            await outbox.Add($"lane {i}");

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => outbox.Claim(max: 8)));

        Assert.That(claims.SelectMany(rows => rows).Select(row => row.Id), Is.Unique.And.Exactly(200).Items);
    }

    [Test]
    public async Task Stopping_finishes_the_calls_that_are_being_made_and_starts_none()
    {
        await using var outbox = new OutboxFixture(dialect);
        var answer = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (_, _) => answer.Task;
        var pump = await outbox.StartPump();
        var id = await outbox.Add("a");
        var next = await outbox.Add("a");
        await Eventually.IsTrueAsync(() => !outbox.Calls.IsEmpty);

        var stopping = pump.StopAsync(CancellationToken.None);
        answer.SetResult(new SendOutcome.Sent());
        await stopping;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await outbox.Row(id)).State, Is.EqualTo(OutboxState.Sent));
            Assert.That((await outbox.Row(next)).State, Is.EqualTo(OutboxState.Pending));
        }
    }

    [Test]
    public async Task A_jump_of_the_clock_does_not_send_twice_what_is_being_sent()
    {
        await using var outbox = new OutboxFixture(dialect);
        var answer = new TaskCompletionSource<SendOutcome>();
        outbox.Answer = (row, _) => row.Lane == "slow" ? answer.Task : OutboxFixture.Outcome(new SendOutcome.Sent());
        await outbox.StartPump();
        var slow = await outbox.Add("slow");
        await Eventually.IsTrueAsync(() => !outbox.Calls.IsEmpty);

        outbox.File.Time.Move(TimeSpan.FromHours(1));
        await outbox.UntilState(await outbox.Add("other"), OutboxState.Sent);
        answer.SetResult(new SendOutcome.Sent());
        await outbox.UntilState(slow, OutboxState.Sent);

        Assert.That(outbox.Calls.Count(row => row.Id == slow), Is.EqualTo(1));
    }

    [Test]
    public async Task A_clock_set_back_makes_nobody_wait_for_an_instant_of_the_clock_as_it_was()
    {
        await using var outbox = new OutboxFixture(dialect);
        var answers = new Queue<SendOutcome>([new SendOutcome.Busy(TimeSpan.FromSeconds(50), "rate limited"), new SendOutcome.Sent()]);
        outbox.Answer = (_, _) => OutboxFixture.Outcome(answers.Dequeue());
        await outbox.StartPump();
        var id = await outbox.Add("lane");
        await Eventually.IsTrueAsync(async () => (await outbox.Row(id)).LastError is not null);

        outbox.File.Time.SetWallClock(TimeSpan.FromHours(-1));
        await Eventually.IsTrueAsync(async () => (await outbox.Row(id)).NextAttemptAt < outbox.Now + Duration.FromMinutes(1));
        var early = (await outbox.Row(id)).State;
        outbox.File.Time.Move(TimeSpan.FromSeconds(51));
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That(early, Is.EqualTo(OutboxState.Pending), "as long as it was asked to, and no longer");
    }

    [Test]
    public async Task What_a_unit_of_work_adds_that_had_read_the_clock_before_it_was_set_back_is_not_late()
    {
        await using var outbox = new OutboxFixture(dialect);
        outbox.Answer = (row, _) => OutboxFixture.Outcome(row.Lane == "waits" ? new SendOutcome.Busy(TimeSpan.FromSeconds(50), "rate limited") : new SendOutcome.Sent());
        await outbox.StartPump();
        var waits = await outbox.Add("waits");
        await Eventually.IsTrueAsync(async () => (await outbox.Row(waits)).LastError is not null);
        var old = outbox.Now;

        outbox.File.Time.SetWallClock(TimeSpan.FromHours(-1));
        await Eventually.IsTrueAsync(async () => (await outbox.Row(waits)).NextAttemptAt < outbox.Now + Duration.FromMinutes(1));
        var late = await outbox.AddAsync(new OutboxEntry("late", "call", "", 1, 1, old + Duration.FromSeconds(30)), at: old);
        await Eventually.IsTrueAsync(async () => (await outbox.Row(late)).NextAttemptAt < outbox.Now + Duration.FromMinutes(1));
        var early = (await outbox.Row(late)).State;
        outbox.File.Time.Move(TimeSpan.FromSeconds(31));
        await outbox.UntilState(late, OutboxState.Sent);

        Assert.That(early, Is.EqualTo(OutboxState.Pending), "for the half minute it was meant to wait");
    }

    [Test]
    public async Task A_clock_set_back_between_the_decision_to_try_again_and_its_record_delays_nothing()
    {
        await using var outbox = new OutboxFixture(dialect);
        var answers = new Queue<SendOutcome>([new SendOutcome.TryLater("reset"), new SendOutcome.Sent()]);
        outbox.Answer = async (_, _) =>
        {
            // Off the pump, which has to notice the clock while this row is on its way.
            await Task.Yield();
            return answers.Dequeue();
        };
        var id = await outbox.Add("lane");

        await outbox.StartPump(new BetweenDecisionAndRecord(SetBack));
        await Eventually.IsTrueAsync(async () => await outbox.Row(id) is { LastError: not null } row && row.NextAttemptAt < outbox.Now + Duration.FromMinutes(1));
        outbox.File.Time.Move(TimeSpan.FromSeconds(1));
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That((await outbox.Row(id)).Attempts, Is.EqualTo(2));

        void SetBack()
        {
            var claimed = outbox.Row(id).GetAwaiter().GetResult().NextAttemptAt;
            outbox.File.Time.SetWallClock(TimeSpan.FromHours(-1));
            outbox.Signal.Set();
            Eventually.IsTrueAsync(async () => (await outbox.Row(id)).NextAttemptAt < claimed).GetAwaiter().GetResult();
        }
    }

    [Test]
    public async Task A_retry_that_is_decided_while_the_pump_brings_rows_forward_and_recorded_afterwards_is_not_late()
    {
        await using var outbox = new OutboxFixture(dialect);
        var database = new HeldDatabase(outbox.Database);
        var answers = new Queue<Task<SendOutcome>>();
        var first = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        answers.Enqueue(first.Task);
        answers.Enqueue(OutboxFixture.Outcome(new SendOutcome.Sent()));
        outbox.Answer = (_, _) => answers.Dequeue();
        await outbox.StartPump(new BetweenDecisionAndRecord(LetThePumpGoOn), new OutboxStore(database, outbox.Signal));
        var id = await outbox.Add("lane");
        await Eventually.IsTrueAsync(() => !outbox.Calls.IsEmpty);

        // The pump's next write is the one that brings rows forward.
        database.HoldNextWrite();
        outbox.File.Time.SetWallClock(TimeSpan.FromHours(-1));
        outbox.Signal.Set();
        await database.Stored;
        first.SetResult(new SendOutcome.TryLater("reset"));
        await Eventually.IsTrueAsync(async () => await outbox.Row(id) is { LastError: not null } row && row.NextAttemptAt < outbox.Now + Duration.FromMinutes(1));
        outbox.File.Time.Move(TimeSpan.FromSeconds(1));
        await outbox.UntilState(id, OutboxState.Sent);

        Assert.That((await outbox.Row(id)).Attempts, Is.EqualTo(2));

        void LetThePumpGoOn()
        {
            var before = database.Completed;
            database.Release();
            Eventually.IsTrueAsync(() => database.Completed >= before + 2).GetAwaiter().GetResult();
        }
    }

    private sealed class BetweenDecisionAndRecord(Action act) : ILogger<OutboxPump>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "WillRetry")
                act();
        }
    }

    private static Task Drained(OutboxFixture outbox) =>
        Eventually.IsTrueAsync(async () => (await outbox.Queries.HealthAsync(CancellationToken.None)).Pending == 0);
}
