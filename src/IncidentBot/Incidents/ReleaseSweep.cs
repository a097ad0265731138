using IncidentBot.Core.Incidents;
using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>
/// Lets public updates out when the time to take them back is over. What is due stands with its incident; leaving is a command like any other, decided,
/// saved and put on the page in one transaction. So whatever dies before or after, each leaves once.
/// </summary>
internal sealed partial class ReleaseSweep(IDatabase database, IncidentStore incidents, IncidentEngine engine, ILogger<ReleaseSweep> logger) : ISweep
{
    private const int BatchSize = 100;

    private static readonly Duration AfterFailure = Duration.FromSeconds(1);

    public string Name => "public updates";

    public async Task<Instant?> RunAsync(Instant now, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(session => incidents.LeavingAsync(session, now, BatchSize), cancellationToken);
        var left = true;
        foreach (var id in due)
            left &= await TryReleaseAsync(id, now, cancellationToken);

        var next = await database.ReadAsync(incidents.NextLeavingAsync, cancellationToken);
        return left || next is null ? next : now + AfterFailure;
    }

    // One that cannot leave must not keep the others: it stays due and is tried again. A database that takes nothing ends the run.
    private async Task<bool> TryReleaseAsync(IncidentId id, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            // Taken back a moment ago, there is nothing to let out.
            if (await database.ReadAsync(session => incidents.FindAsync(session, id), cancellationToken) is not { Waiting: { LeavesAt: { } leavesAt } waiting })
                return true;
            var delivery = CommandDelivery.Silent($"release:{id.Number}:{waiting.Number}");
            var result = await engine.HandleAsync(delivery, id, new IncidentCommand.ReleaseUpdate(waiting.Number), waiting.Author, cancellationToken);
            if (result is EngineResult.Accepted)
                Log.Released(logger, id, (now - leavesAt).TotalMilliseconds);
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
        [LoggerMessage(Level = LogLevel.Information, Message = "A public update of {Incident} left, {LatenessMs} ms after it was due to")]
        public static partial void Released(ILogger logger, IncidentId incident, double latenessMs);

        [LoggerMessage(Level = LogLevel.Error, Message = "The public update of {Incident} could not leave; it stays due and is tried again in a second")]
        public static partial void Failed(ILogger logger, Exception failure, IncidentId incident);
    }
}

/// <summary>Tells the sweep when the next public update leaves.</summary>
internal sealed class ReleaseReaction(SweepSignal sweeps) : IIncidentReaction
{
    public Task ReactAsync(IncidentChange change, DbSession session)
    {
        if (change.Find<IncidentEvent.UpdateScheduled>() is { LeavesAt: var at })
            session.AfterCommit(() => sweeps.Wake(at));
        return Task.CompletedTask;
    }
}
