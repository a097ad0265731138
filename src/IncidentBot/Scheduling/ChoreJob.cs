using Quartz;

namespace IncidentBot.Scheduling;

/// <summary>One run of one chore.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ChoreJob(IEnumerable<IChore> chores, Clock clock, ILogger<ChoreJob> logger) : IJob
{
    public const string ChoreKey = "chore";

    public static async Task ScheduleAsync(IScheduler scheduler, IChore chore, CancellationToken cancellationToken)
    {
        var key = new JobKey(chore.Name, "chore");
        var job = JobBuilder.Create<ChoreJob>().WithIdentity(key).UsingJobData(ChoreKey, chore.Name).StoreDurably().Build();
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity("cron", chore.Name)
            .ForJob(key)
            .WithCronSchedule(chore.CronExpression, schedule => schedule.InTimeZone(TimeZoneInfo.Utc))
            .Build();

        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = (string)context.MergedJobDataMap[ChoreKey]!;
        try
        {
            await chores.Single(chore => chore.Name == name).RunAsync(clock.Now, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The chore {Chore} failed; it runs again at its next scheduled time")]
        public static partial void Failed(ILogger logger, Exception exception, string chore);
    }
}
