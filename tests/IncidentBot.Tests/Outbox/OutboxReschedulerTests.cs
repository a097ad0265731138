using IncidentBot.Outbox;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Outbox;

/// <summary>The wall clock is set at each moment between the decision to wait and the end of the wait: a row waits as long as was meant.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class OutboxReschedulerTests(SqlDialect dialect)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Duration Wait = Duration.FromSeconds(50);
    private static readonly Duration Lease = Duration.FromSeconds(60);

    private TestTime time = null!;
    private Clock clock = null!;
    private OutboxFixture outbox = null!;
    private OutboxRescheduler rescheduler = null!;

    [SetUp]
    public async Task StartAsync()
    {
        time = new TestTime();
        clock = new Clock(time);
        outbox = new OutboxFixture(dialect);
        await RestartAsync();
    }

    [TearDown]
    public async Task StopAsync() => await outbox.DisposeAsync();

    [Test]
    public async Task A_retry_that_was_recorded_before_the_clock_was_set_back_waits_for_the_rest_of_its_time()
    {
        var row = await ClaimedAsync();
        await RecordAsync(row, Decide(row));
        time.Advance(TimeSpan.FromSeconds(20));

        time.SetWallClock(-Hour);
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait - Duration.FromSeconds(20)));
    }

    [Test]
    public async Task A_retry_that_was_decided_before_the_clock_was_set_back_and_recorded_after_it_waits_as_long_as_was_meant()
    {
        var row = await ClaimedAsync();
        var verdict = Decide(row);

        time.SetWallClock(-Hour);
        await RecordAsync(row, verdict);
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_retry_that_was_decided_before_the_step_and_recorded_after_it_was_noticed_waits_as_long_as_was_meant()
    {
        var row = await ClaimedAsync();
        var verdict = Decide(row);

        time.SetWallClock(-Hour);
        await LookAsync();
        await RecordAsync(row, verdict);
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_retry_that_was_decided_after_the_step_and_recorded_before_it_was_noticed_is_not_brought_forward()
    {
        var row = await ClaimedAsync();

        time.SetWallClock(-Hour);
        await RecordAsync(row, Decide(row));
        time.Advance(TimeSpan.FromMilliseconds(400));
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait - Duration.FromMilliseconds(400)));
    }

    [Test]
    public async Task A_unit_of_work_that_commits_minutes_after_the_step_adds_nothing_that_waits_for_the_old_time()
    {
        var old = clock.Now;
        time.SetWallClock(-Hour);
        await LookAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        await LookAsync();

        var id = await outbox.AddAsync(new OutboxEntry("lane", "call", "", 1, 1), at: old);
        time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();

        Assert.That(await WaitOfAsync(id), Is.LessThanOrEqualTo(Duration.Zero));
    }

    [Test]
    public async Task What_waits_while_the_program_is_down_does_not_wait_for_the_old_time()
    {
        var row = await ClaimedAsync();
        await RecordAsync(row, Decide(row));

        time.SetWallClock(-Hour);
        await RestartAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_program_that_dies_between_the_record_and_the_next_look_leaves_nothing_that_waits_for_the_old_time()
    {
        var row = await ClaimedAsync();
        var verdict = Decide(row);
        time.SetWallClock(-Hour);
        await LookAsync();

        await RecordAsync(row, verdict);
        await RestartAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_long_wait_that_began_before_the_instant_to_which_the_clock_was_set_back_goes_on_as_well()
    {
        var row = await ClaimedAsync();
        await RecordAsync(row, Decide(row, Duration.FromHours(1)));
        for (var minute = 0; minute < 40; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await LookAsync();
        }

        time.SetWallClock(-TimeSpan.FromMinutes(30));
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Duration.FromMinutes(20)));
    }

    [Test]
    public async Task A_clock_that_is_set_ahead_and_back_again_delays_nothing()
    {
        var row = await ClaimedAsync();
        time.SetWallClock(Hour);
        var verdict = Decide(row);
        await LookAsync();
        await RecordAsync(row, verdict);

        time.SetWallClock(-Hour);
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_clock_that_is_set_back_twice_before_a_look_and_once_after_it_delays_nothing()
    {
        var row = await ClaimedAsync();
        var verdict = Decide(row);
        time.SetWallClock(-Hour);
        time.SetWallClock(-Hour);
        await LookAsync();
        time.SetWallClock(-Hour);

        await RecordAsync(row, verdict);
        await LookAsync();

        Assert.That(await WaitOfAsync(row), Is.EqualTo(Wait));
    }

    [Test]
    public async Task The_claim_of_a_process_that_died_ends_after_a_lease_however_the_clock_was_set()
    {
        var row = await ClaimedAsync();

        time.SetWallClock(-Hour);
        await RestartAsync();

        Assert.That(await WaitOfAsync(row), Is.LessThanOrEqualTo(Lease));
    }

    [Test]
    public async Task What_a_replica_whose_clock_is_ahead_wrote_waits_as_long_as_it_was_meant_to()
    {
        var id = await outbox.AddAsync(new OutboxEntry("lane", "call", "", 1, 1, clock.Now + Duration.FromMinutes(5) + Wait), at: clock.Now + Duration.FromMinutes(5));

        await RestartAsync();

        Assert.That(await WaitOfAsync(id), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_row_that_an_earlier_version_wrote_waits_from_its_creation()
    {
        var id = await outbox.AddAsync(new OutboxEntry("lane", "call", "", 1, 1, clock.Now + Wait), at: clock.Now);
        await outbox.Database.WriteAsync(session => session.ExecuteAsync("update outbox set scheduled_at = null"), CancellationToken.None);

        time.SetWallClock(-Hour);
        await RestartAsync();

        Assert.That(await WaitOfAsync(id), Is.EqualTo(Wait));
    }

    [Test]
    public async Task A_correction_of_the_clock_within_a_second_changes_nothing()
    {
        var row = await ClaimedAsync();
        await RecordAsync(row, Decide(row));
        var at = (await outbox.Row(row.Id)).NextAttemptAt;

        time.SetWallClock(-TimeSpan.FromSeconds(1));
        await LookAsync();

        Assert.That((await outbox.Row(row.Id)).NextAttemptAt, Is.EqualTo(at));
    }

    private async Task<OutboxRow> ClaimedAsync()
    {
        await outbox.AddAsync(new OutboxEntry("lane", "call", "", 1, 1), at: clock.Now);
        return (await outbox.Store.ClaimAsync(clock.Now, Lease, OutboxSlots.All, [], CancellationToken.None)).Single();
    }

    private OutboxVerdict Decide(OutboxRow row, Duration? wait = null) =>
        DeliveryPolicy.Decide(row, new SendOutcome.Busy((wait ?? Wait).ToTimeSpan(), "rate limited"), clock.Now);

    private async Task RecordAsync(OutboxRow row, OutboxVerdict verdict) =>
        Assert.That(await outbox.Store.MarkAsync(row, verdict, CancellationToken.None), Is.True);

    private Task<Instant> LookAsync() => rescheduler.ReadClockAsync(Lease, CancellationToken.None);

    private async Task RestartAsync()
    {
        rescheduler = new OutboxRescheduler(outbox.Store, clock, time, NullLogger<OutboxRescheduler>.Instance);
        await LookAsync();
    }

    private Task<Duration> WaitOfAsync(OutboxRow row) => WaitOfAsync(row.Id);

    private async Task<Duration> WaitOfAsync(long id) => (await outbox.Row(id)).NextAttemptAt - clock.Now;
}
