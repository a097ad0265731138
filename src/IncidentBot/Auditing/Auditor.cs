using IncidentBot.Configuration;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>Tells the operators in Slack. Slack's edge implements it.</summary>
internal interface IOperatorNotifier
{
    /// <summary>Writes a line for the operations channel into this unit of work; nothing when there is no such channel.</summary>
    Task TellAsync(string text, Instant now, DbSession session);
}

/// <summary>
/// Looks twice a minute whether anything is due and not done, independently of the loops that should have done it. It shows what it finds as
/// figures. What two looks in a row find it says in the operations channel, once every half hour while it lasts, whichever replica finds it: after a
/// stop, or when the clock jumps, everything is late for the moment that the loops need.
/// </summary>
internal sealed partial class Auditor(
    AuditQueries queries,
    OutboxQueries outbox,
    DeliveryStore ledger,
    IOperatorNotifier operators,
    BotMetrics metrics,
    IDatabase database,
    HealthOptions options,
    TimeProvider time,
    ILogger<Auditor> logger) : ISweep
{
    /// <summary>From when on something is late: the loops look every second.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(2);

    private static readonly Duration Silence = Duration.FromMinutes(30);

    // By the watch, not by the clock, which may jump.
    private long? lastLook;
    private bool wasLate;

    public string Name => "auditor";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        var waits = lastLook is { } before ? options.AuditInterval - Duration.FromTimeSpan(time.GetElapsedTime(before)) : Duration.Zero;
        if (waits > Duration.Zero)
            return now + waits;

        var late = await queries.LateAsync(now - Tolerance, cancellationToken);
        var health = await outbox.HealthAsync(cancellationToken);
        metrics.Show(new Backlog(health.Pending, health.OldestPendingAt is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0, health.Dead, late.Total) { Bulk = health.Bulk });
        if (late.Total > 0 && wasLate)
            await ReportAsync(late, now, cancellationToken);
        (wasLate, lastLook) = (late.Total > 0, time.GetTimestamp());
        return now + options.AuditInterval;
    }

    private async Task ReportAsync(Lateness late, Instant now, CancellationToken cancellationToken)
    {
        Log.Late(logger, late.Reminders, late.Calls, late.Updates, late.Since);
        await database.WriteAsync(
            async session =>
            {
                // The ledger keeps replicas, and restarts, from repeating each other.
                var halfHour = now.ToUnixTimeSeconds() / (long)Silence.TotalSeconds;
                if (await ledger.RecordAsync(session, $"audit:{halfHour}", now, answer: null))
                    await operators.TellAsync(AuditWords.Late(late, now), now, session);
            },
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Due and not done for more than two minutes: {Reminders} reminders, {Calls} calls to Slack, {Updates} public updates, the oldest since {Since}")]
        public static partial void Late(ILogger logger, int reminders, int calls, int updates, Instant? since);
    }
}
