using Quartz;

namespace IncidentBot.Scheduling;

/// <summary>Schedules the sweeps and chores, then starts sweeps early on each signal.</summary>
internal sealed partial class SweepWaker(
    [FromKeyedServices(SweepTimetable.SchedulerName)] ISchedulerFactory schedulers,
    IEnumerable<ISweep> sweeps,
    IEnumerable<IChore> chores,
    SweepTimetable timetable,
    SweepSignal signal,
    ILogger<SweepWaker> logger) : BackgroundService
{
    private readonly ISweep[] _sweeps = [.. sweeps];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var sweep in _sweeps)
            await timetable.StartAsync(scheduler, sweep.Name, cancellationToken);
        foreach (var chore in chores)
            await ChoreJob.ScheduleAsync(scheduler, chore, cancellationToken);

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        while (true)
        {
            var dueAt = await signal.NextAsync(stoppingToken);
            try
            {
                foreach (var sweep in _sweeps)
                    await timetable.RunAtAsync(scheduler, sweep.Name, dueAt, stoppingToken);
            }
            catch (SchedulerException e)
            {
                Log.NotWoken(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sweeps could not be started early; they run within a second")]
        public static partial void NotWoken(ILogger logger, Exception exception);
    }
}
