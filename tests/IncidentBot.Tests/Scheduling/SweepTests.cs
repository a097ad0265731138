using IncidentBot.Scheduling;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Scheduling;

internal sealed class SweepTests
{
    // The promise is milliseconds; the allowance is for a machine that is busy with other tests, and well below the heartbeat.
    private static readonly Duration Prompt = Duration.FromMilliseconds(400);

    [Test]
    public async Task Runs_every_second_without_being_told()
    {
        await using var schedule = new SchedulingFixture();
        await schedule.Start();

        var first = await schedule.NextRun();
        var second = await schedule.NextRun();

        Assert.That((second - first).TotalMilliseconds, Is.InRange(500, 1_900));
    }

    [Test]
    public async Task Runs_again_at_the_instant_the_last_run_named()
    {
        await using var schedule = new SchedulingFixture();
        schedule.OnRun = (run, now) => Task.FromResult<Instant?>(run == 1 ? now + Duration.FromMilliseconds(300) : null);
        await schedule.Start();

        var first = await schedule.NextRun();
        var second = await schedule.NextRun();

        Assert.That((second - first).TotalMilliseconds, Is.InRange(299, 300 + Prompt.TotalMilliseconds));
    }

    [Test]
    public async Task Runs_again_at_once_when_there_is_more_to_do()
    {
        await using var schedule = new SchedulingFixture();
        schedule.OnRun = (run, now) => Task.FromResult<Instant?>(run < 10 ? now : null);
        await schedule.Start();

        var first = await schedule.NextRun();
        var last = first;
        for (var run = 2; run <= 10; run++)
            last = await schedule.NextRun();

        Assert.That(last - first, Is.LessThan(Duration.FromMilliseconds(900)));
    }

    [Test]
    public async Task Being_woken_brings_the_next_run_forward()
    {
        await using var schedule = new SchedulingFixture();
        await schedule.Start();
        await schedule.NextRun();

        var woken = schedule.Clock.Now;
        schedule.Signal.Wake(woken);
        var run = await schedule.RunSince(woken);

        Assert.That(run - woken, Is.LessThan(Prompt));
    }

    [Test]
    public async Task A_wake_during_a_run_is_not_lost()
    {
        await using var schedule = new SchedulingFixture();
        schedule.OnRun = (run, now) =>
        {
            if (run == 1)
                schedule.Signal.Wake(now);
            return Task.FromResult<Instant?>(null);
        };
        await schedule.Start();

        var first = await schedule.NextRun();
        var second = await schedule.NextRun();

        Assert.That(second - first, Is.LessThan(Prompt));
    }

    [Test]
    public async Task A_jump_of_the_clock_is_noticed_within_a_second()
    {
        await using var schedule = new SchedulingFixture();
        await schedule.Start();
        await schedule.NextRun();

        schedule.Time.Move(TimeSpan.FromHours(5));
        var jumped = schedule.Clock.Now;
        var run = await schedule.RunSince(jumped);

        Assert.That(run - jumped, Is.LessThan(Duration.FromMilliseconds(1_400)));
    }

    [Test]
    public async Task A_clock_set_back_stops_no_sweep()
    {
        await using var schedule = new SchedulingFixture();
        await schedule.Start();
        await schedule.NextRun();

        schedule.Time.SetWallClock(TimeSpan.FromHours(-1));
        var since = schedule.Clock.Now;
        await schedule.NextRun();
        await schedule.NextRun();
        var run = await schedule.NextRun();

        Assert.That(run - since, Is.LessThan(Duration.FromSeconds(4)));
    }

    [Test]
    public async Task A_run_that_fails_is_followed_by_the_next_and_is_no_success()
    {
        await using var schedule = new SchedulingFixture();
        schedule.OnRun = (_, _) => throw new InvalidOperationException("broken");
        await schedule.Start();
        await schedule.NextRun();
        await schedule.NextRun();
        var whileBroken = schedule.Health.LastSuccesses[schedule.Name];

        schedule.OnRun = (_, _) => Task.FromResult<Instant?>(null);
        await Eventually.IsTrueAsync(() => schedule.Health.LastSuccesses[schedule.Name] is not null);

        Assert.That(whileBroken, Is.Null);
    }

    [Test]
    public async Task Two_runs_of_a_sweep_never_overlap()
    {
        await using var schedule = new SchedulingFixture();
        var (running, most) = (0, 0);
        schedule.OnRun = async (run, now) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            schedule.Signal.Wake(now);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            Interlocked.Decrement(ref running);
            return run < 20 ? now : null;
        };

        await schedule.Start();
        for (var run = 1; run <= 20; run++)
            await schedule.NextRun();

        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task Stopping_waits_for_the_run_that_is_under_way()
    {
        await using var schedule = new SchedulingFixture();
        var finished = false;
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        schedule.OnRun = async (_, _) =>
        {
            entered.TrySetResult();
            await leave.Task;
            finished = true;
            return null;
        };
        await schedule.Start();
        await entered.Task;

        var stopping = schedule.DisposeAsync().AsTask();
        leave.SetResult();
        await stopping;

        Assert.That(finished, Is.True);
    }

    [Test]
    public async Task Two_hosts_in_one_process_keep_their_own_schedules()
    {
        await using var one = new SchedulingFixture();
        await using var other = new SchedulingFixture();

        await one.Start();
        await other.Start();
        await one.NextRun();
        await other.NextRun();
        await one.DisposeAsync();

        Assert.That(await other.NextRun(), Is.GreaterThan(Instant.MinValue));
    }

    [Test]
    public async Task A_chore_runs_at_its_hours()
    {
        await using var schedule = new SchedulingFixture();
        var chore = new EverySecond();

        await schedule.Start(chore);
        await chore.Ran.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(chore.Ran.Task.Result, Is.LessThanOrEqualTo(schedule.Clock.Now));
    }

    private sealed class EverySecond : IChore
    {
        public TaskCompletionSource<Instant> Ran { get; } = new();

        public string Name => "every second";

        public string CronExpression => "* * * * * ?";

        public Task RunAsync(Instant now, CancellationToken cancellationToken)
        {
            Ran.TrySetResult(now);
            return Task.CompletedTask;
        }
    }
}
