using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// The clock only wakes it; the database decides. For each incident with a due reminder one transaction claims it, checks that it still holds and speaks the
/// newest reminder of each promise. After a failure nothing is claimed, and the next run finds the same rows.
/// </summary>
internal sealed partial class ReminderSweep(
    IDatabase database,
    ReminderStore reminders,
    IncidentStore incidents,
    IReminderNotifier notifier,
    IPager pager,
    IncidentPolicy policy,
    BotMetrics metrics,
    ILogger<ReminderSweep> logger) : ISweep
{
    // The transactions of one batch are queued together and share a commit; commands get their turn between two batches.
    private const int BatchSize = 500;

    private static readonly Duration AfterFailure = Duration.FromSeconds(1);

    public string Name => "reminders";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        // Failed incidents are still due and come first: as many more are read, and the failed ones skipped.
        var failed = new HashSet<IncidentId>();
        while (true)
        {
            var due = await database.ReadAsync(session => reminders.DueIncidentsAsync(session, now, BatchSize + failed.Count), cancellationToken);
            var batch = due.Where(id => !failed.Contains(id)).Take(BatchSize).ToList();
            if (batch.Count == 0)
                break;
            var spoken = await Task.WhenAll(batch.Select(id => TrySpeakAsync(id, now, cancellationToken)));
            failed.UnionWith(batch.Where((_, index) => !spoken[index]));
        }

        var earliest = await database.ReadAsync(reminders.EarliestAsync, cancellationToken);
        return failed.Count > 0 && earliest is not null ? now + AfterFailure : earliest;
    }

    // One incident that cannot be read must not stop the reminders of the others. A database that is unavailable is not the fault of an incident: it ends the
    // run, with one line in the log instead of one per incident.
    private async Task<bool> TrySpeakAsync(IncidentId id, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var reminder in await database.WriteAsync(session => SpeakDueAsync(session, id, now), cancellationToken))
            {
                metrics.ReminderSpoken(reminder.Key.Kind.ToString(), (now - reminder.DueAt).TotalSeconds);
                Log.Spoken(logger, reminder.Key.Kind, id, reminder.Key.Number, (now - reminder.DueAt).TotalMilliseconds);
            }

            return true;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
        {
            Log.Failed(logger, failure, id);
            return false;
        }
    }

    /// <returns>What was spoken.</returns>
    private async Task<IReadOnlyList<DueReminder>> SpeakDueAsync(DbSession session, IncidentId id, Instant now)
    {
        // A command that keeps the promise, or the sweep of another replica, runs entirely before or entirely after this.
        await incidents.LockAsync(session, id);
        var due = await reminders.ClaimAsync(session, id, now);
        if (due.Count == 0)
            return [];
        var incident = await incidents.FindAsync(session, id)
            ?? throw new InvalidOperationException($"{id} has reminders but no row.");

        var standing = due.Where(reminder => ReminderPlan.Find(incident, reminder.Key, policy.Reminders) is not null).ToList();
        var newest = ReminderPlan.NewestWords(standing.Select(reminder => reminder.Key));
        foreach (var reminder in due.Except(standing))
            await reminders.MarkAsync(session, reminder, "dropped");
        foreach (var reminder in standing.Where(reminder => !newest.Contains(reminder.Key)))
            await reminders.MarkAsync(session, reminder, "superseded");
        var spoken = standing.Where(reminder => newest.Contains(reminder.Key)).ToList();
        foreach (var reminder in spoken)
            await SayAsync(incident, new PlannedReminder(reminder.Key, reminder.DueAt), now, session);
        return spoken;
    }

    private Task SayAsync(Incident incident, PlannedReminder reminder, Instant now, DbSession session) => reminder.Key.Kind == ReminderKind.Page
        ? pager.PageAsync(incident, new PageReason.Overdue(reminder), now, session)
        : notifier.SpeakAsync(incident, reminder, now, session);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, Message = "Spoke the reminder {Kind} of {Incident} for promise {Promise}, {LatenessMs} ms after its due time")]
        public static partial void Spoken(ILogger logger, ReminderKind kind, IncidentId incident, long promise, double latenessMs);

        [LoggerMessage(Level = LogLevel.Error, Message = "The due reminders of {Incident} could not be spoken; they stay due and are retried in a second")]
        public static partial void Failed(ILogger logger, Exception failure, IncidentId incident);
    }
}
