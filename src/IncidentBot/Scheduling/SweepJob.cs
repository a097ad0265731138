using Quartz;

namespace IncidentBot.Scheduling;

/// <summary>One run of one sweep. A run that fails is logged, and the next one follows as planned.</summary>
[DisallowConcurrentExecution]
internal sealed partial class SweepJob(
    IEnumerable<ISweep> sweeps,
    SweepTimetable timetable,
    SweepHealth health,
    Clock clock,
    TimeProvider time,
    ILogger<SweepJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = (string)context.MergedJobDataMap[SweepTimetable.SweepKey]!;
        try
        {
            var due = await sweeps.Single(sweep => sweep.Name == name).RunAsync(clock.Now, cancellationToken);
            health.Succeeded(name, ClockReading.Take(clock, time));
            if (due is { } dueAt)
                await timetable.RunAtAsync(context.Scheduler, name, dueAt, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sweep {Sweep} failed; it runs again within a second")]
        public static partial void Failed(ILogger logger, Exception exception, string sweep);
    }
}
