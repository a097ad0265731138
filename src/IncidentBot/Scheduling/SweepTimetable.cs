using NodaTime;
using Quartz;

namespace IncidentBot.Scheduling;

/// <summary>
/// The Quartz job of a sweep and its triggers: one that fires every second, and earlier ones. Quartz runs on a clock that is never set back, unlike ours, so a
/// due instant is passed to it as a distance from now.
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

    /// <summary>Adds a run at that instant, unless the heartbeat comes first.</summary>
    public async Task RunAtAsync(IScheduler scheduler, string sweep, Instant dueAt, CancellationToken cancellationToken)
    {
        var wait = dueAt - clock.Now;
        if (wait >= SweepSignal.Heartbeat)
            return;

        // A run that is due now has a trigger of its own: while it waits for the present run to end, no later instant may replace it.
        var isDueNow = wait <= Duration.Zero;
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity(isDueNow ? "now" : "due", sweep)
            .ForJob(Job(sweep))
            .StartAt(scheduler.TimeProvider.GetUtcNow() + (isDueNow ? TimeSpan.Zero : wait.ToTimeSpan()))
            .Build();

        await scheduler.ScheduleTrigger(trigger, isDueNow ? TriggerConflict.Replace : TriggerConflict.KeepEarlier, cancellationToken);
    }

    private static JobKey Job(string sweep) => new(sweep, "sweep");
}
