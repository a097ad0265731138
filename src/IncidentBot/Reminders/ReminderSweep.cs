using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// The clock only wakes it; the database decides. For each incident with something due one transaction claims it, looks again whether it
/// still holds and speaks the newest word of each promise: if anything fails nothing was claimed, and the next run finds it again.
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
    // The transactions of one batch are queued together and share a commit; people's commands come in between two batches.
    private const int BatchSize = 500;

    private static readonly Duration AfterFailure = Duration.FromSeconds(1);

    public string Name => "reminders";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        // Those that failed are still due, and have waited longest: so many more are asked for, and those passed over.
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

    // One incident that cannot be read must not keep the others from being reminded. A database that takes nothing is no one incident's trouble: it ends the run,
    // with one line in the log and not one for each.
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
        // A command that keeps the promise, or another replica's sweep, comes wholly before or wholly after.
        await incidents.LockAsync(session, id);
        var due = await reminders.ClaimAsync(session, id, now);
        if (due.Count == 0)
            return [];
        var incident = await incidents.FindAsync(session, id)
            ?? throw new InvalidOperationException($"{id} has reminders and is not there.");

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
        [LoggerMessage(Level = LogLevel.Information, Message = "Spoke {Kind} of {Incident}, promise {Promise}, {LatenessMs} ms after it was due")]
        public static partial void Spoken(ILogger logger, ReminderKind kind, IncidentId incident, long promise, double latenessMs);

        [LoggerMessage(Level = LogLevel.Error, Message = "Could not speak what is due of {Incident}; it stays due and is tried again in a second")]
        public static partial void Failed(ILogger logger, Exception failure, IncidentId incident);
    }
}
