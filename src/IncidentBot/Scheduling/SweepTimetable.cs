using NodaTime;
using Quartz;

namespace IncidentBot.Scheduling;

/// <summary>
/// A sweep's Quartz job and its triggers: one that beats every second, and ones that come earlier. Quartz runs on a clock that is
/// never set back, which ours may be, so a due instant reaches it as a distance from now.
/// </summary>
internal sealed class SweepTimetable(Clock clock)
{
    public const string SchedulerName = "IncidentBot";
    public const string SweepKey = "sweep";

    public async Task StartAsync(IScheduler scheduler, string sweep, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<SweepJob>().WithIdentity(Job(sweep)).UsingJobData(SweepKey, sweep).StoreDurably().Build();
        var heartbeat = TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity("heartbeat", sweep)
            .ForJob(Job(sweep))
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(SweepSignal.Heartbeat.ToTimeSpan()).RepeatForever())
            .Build();

        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        await scheduler.ScheduleTrigger(heartbeat, TriggerConflict.Replace, cancellationToken);
    }

    /// <summary>One more run then, if the heartbeat would come later.</summary>
    public async Task RunAtAsync(IScheduler scheduler, string sweep, Instant dueAt, CancellationToken cancellationToken)
    {
        var wait = dueAt - clock.Now;
        if (wait >= SweepSignal.Heartbeat)
            return;

        // A run that is owed now has a trigger of its own: one that waits its turn behind the present run must not be moved
        // to a later instant.
        var owed = wait <= Duration.Zero;
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity(owed ? "owed" : "due", sweep)
            .ForJob(Job(sweep))
            .StartAt(scheduler.TimeProvider.GetUtcNow() + (owed ? TimeSpan.Zero : wait.ToTimeSpan()))
            .Build();

        await scheduler.ScheduleTrigger(trigger, owed ? TriggerConflict.Replace : TriggerConflict.KeepEarlier, cancellationToken);
    }

    private static JobKey Job(string sweep) => new(sweep, "sweep");
}
