using IncidentBot.Core.Incidents;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>
/// Publishes updates when the time to undo them is over. The waiting update is stored with its incident. Its release is a command like any other: one
/// transaction decides, saves and puts it on the page. So each update is published once, wherever the process dies.
/// </summary>
internal sealed partial class ReleaseSweep(
    IDatabase database, IncidentStore incidents, IncidentEngine engine, IncidentPolicy policy, TimeProvider time, ILogger<ReleaseSweep> logger) : ISweep
{
    private static readonly Duration AfterFailure = Duration.FromSeconds(1);

    private readonly ReleaseWaits _waits = new(policy.Publishing.UndoFor, time);

    public string Name => "public updates";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        var waiting = _waits.Look(await database.ReadAsync(incidents.LeavingAsync, cancellationToken), now);
        var released = true;
        foreach (var (update, remaining) in waiting.Where(one => one.Remaining <= Duration.Zero))
            released &= await TryReleaseAsync(update, -remaining, now, cancellationToken);

        if (!released)
            return now + AfterFailure;
        Duration[] later = [.. waiting.Select(one => one.Remaining).Where(remaining => remaining > Duration.Zero)];
        return later.Length == 0 ? null : now + later.Min();
    }

    // An update that cannot be published must not hold back the others: it stays due and is retried. A database that cannot be written ends the run.
    private async Task<bool> TryReleaseAsync(LeavingUpdate update, Duration late, Instant now, CancellationToken cancellationToken)
    {
        var id = update.Incident;
        try
        {
            // It may have been withdrawn or replaced a moment ago.
            var incident = await database.ReadAsync(session => incidents.FindAsync(session, id), cancellationToken);
            if (incident is not { Waiting: { } waiting } || waiting.LeavesAt != update.LeavesAt)
                return true;
            var delivery = CommandDelivery.Silent($"release:{id.Number}:{waiting.Number}");
            var release = new IncidentCommand.ReleaseUpdate(waiting.Number) { HasWaited = now < update.LeavesAt };
            var result = await engine.HandleAsync(delivery, id, release, waiting.Author, cancellationToken);
            if (result is EngineResult.Accepted)
                Log.Released(logger, id, late.TotalMilliseconds);
            return true;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
        {
            Log.Failed(logger, failure, id);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Released a public update of {Incident}, {LatenessMs} ms after it was due")]
        public static partial void Released(ILogger logger, IncidentId incident, double latenessMs);

        [LoggerMessage(Level = LogLevel.Error, Message = "The public update of {Incident} could not be released; it stays due and is retried in a second")]
        public static partial void Failed(ILogger logger, Exception failure, IncidentId incident);
    }
}

/// <summary>Tells the sweep when the next public update is due for its release.</summary>
internal sealed class ReleaseReaction(SweepSignal sweeps) : IIncidentReaction
{
    public Task ReactAsync(IncidentChange change, DbSession session)
    {
        if (change.Find<IncidentEvent.UpdateScheduled>() is { LeavesAt: var at })
            session.AfterCommit(() => sweeps.Wake(at));
        return Task.CompletedTask;
    }
}
