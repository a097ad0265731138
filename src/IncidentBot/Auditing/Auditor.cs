using IncidentBot.Configuration;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>Tells the operators in Slack. The Slack edge implements it.</summary>
internal interface IOperatorNotifier
{
    /// <summary>Writes a message for the operations channel in this unit of work; does nothing when no such channel is configured.</summary>
    Task TellAsync(string text, Instant now, DbSession session);
}

/// <summary>
/// Checks twice a minute whether anything is due and not done, independently of the loops that should have done it. The result is published as metrics. What
/// two checks in a row find late is reported in the operations channel, once every half hour over all replicas: after a stop or a jump of the clock everything
/// is late until the loops have run.
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
    /// <summary>How long something may be due before it counts as late; the loops run every second.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(2);

    private static readonly Duration Silence = Duration.FromMinutes(30);

    // A timestamp, because the clock may jump.
    private long? _lastCheck;
    private bool _wasLate;

    public string Name => "auditor";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        var waits = _lastCheck is { } before ? options.AuditInterval - Duration.FromTimeSpan(time.GetElapsedTime(before)) : Duration.Zero;
        if (waits > Duration.Zero)
            return now + waits;

        var late = await queries.LateAsync(now - Tolerance, cancellationToken);
        var health = await outbox.HealthAsync(cancellationToken);
        var age = health.OldestPendingAt is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0;
        metrics.Show(new Backlog(health.Pending, age, health.Dead, late.Total) { Bulk = health.Bulk });
        if (late.Total > 0 && _wasLate)
            await ReportAsync(late, now, cancellationToken);
        (_wasLate, _lastCheck) = (late.Total > 0, time.GetTimestamp());
        return now + options.AuditInterval;
    }

    private async Task ReportAsync(Lateness late, Instant now, CancellationToken cancellationToken)
    {
        Log.Late(logger, late.Reminders, late.Calls, late.Updates, late.Since);
        await database.WriteAsync(
            async session =>
            {
                // The ledger keeps other replicas and restarts from reporting again.
                if (await ledger.RecordEveryAsync(session, "audit", Silence, now))
                    await operators.TellAsync(AuditWords.Late(late, now), now, session);
            },
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "Due and not done for more than two minutes: {Reminders} reminders, {Calls} calls to Slack, {Updates} public updates, the oldest since {Since}")]
        public static partial void Late(ILogger logger, int reminders, int calls, int updates, Instant? since);
    }
}
