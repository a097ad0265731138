using System.Diagnostics;
using IncidentBot.Core.Incidents;
using IncidentBot.Observability;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>
/// Executes all commands on incidents. One transaction records the delivery, loads, decides, saves under the expected version, appends the timeline and lets
/// every reaction write its rows. Nothing is held in memory between the answer and the commit.
/// </summary>
internal sealed class IncidentEngine(
    IDatabase database,
    IncidentStore incidents,
    TimelineStore timeline,
    DeliveryStore deliveries,
    IEnumerable<IIncidentReaction> reactions,
    IncidentPolicy policy,
    BotMetrics metrics,
    Clock clock)
{
    private const int Attempts = 5;

    // After three seconds Slack tells people that the app did not respond, and they type the same command once more.
    private static readonly Duration TypedAgain = Duration.FromMinutes(2);

    private readonly IIncidentReaction[] reactions = [.. reactions];

    public Task<EngineResult> DeclareAsync(CommandDelivery delivery, IncidentCommand.Declare command, PersonId actor, CancellationToken cancellationToken) =>
        BeginAsync(delivery, (id, now) => IncidentDecider.Declare(id, command, actor, now, policy), actor, command, cancellationToken);

    /// <summary>Records an incident that is over.</summary>
    public Task<EngineResult> BackfillAsync(CommandDelivery delivery, IncidentCommand.Backfill command, PersonId actor, CancellationToken cancellationToken) =>
        BeginAsync(delivery, (id, now) => IncidentDecider.Backfill(id, command, actor, now, policy), actor, command, cancellationToken);

    /// <summary>Executes <paramref name="command"/> on an incident. Of two concurrent commands the second one is decided on the result of the first.</summary>
    public Task<EngineResult> HandleAsync(
        CommandDelivery delivery, IncidentId id, IncidentCommand command, PersonId actor, CancellationToken cancellationToken) =>
        RunAsync(delivery, command is IncidentCommand.Merge merge ? [id, merge.Into.Id] : [id], async (session, now) =>
        {
            if (await incidents.FindAsync(session, id) is not { } incident)
                return new Verdict.Missing(id);
            return new Verdict.Decided(incident, IncidentDecider.Decide(incident, await RefreshAsync(session, id, command), actor, now, policy));
        }, actor, command.GetType().Name, cancellationToken);

    private Task<EngineResult> BeginAsync(
        CommandDelivery delivery, Func<IncidentId, Instant, Decision> decide, PersonId actor, IncidentCommand command, CancellationToken cancellationToken) =>
        RunAsync(
            delivery, [], async (session, now) => new Verdict.Decided(null, decide(await incidents.NextIdAsync(session), now)),
            actor, command.GetType().Name, cancellationToken);

    // A merge target and the words that a correction replaces are read in this transaction: the caller may have seen an older state.
    private async Task<IncidentCommand> RefreshAsync(DbSession session, IncidentId id, IncidentCommand command) => command switch
    {
        IncidentCommand.Merge merge when await incidents.FindAsync(session, merge.Into.Id) is { } into => new IncidentCommand.Merge(into),
        IncidentCommand.PublishUpdate { Corrects: { } correction } publish =>
            publish with { Corrects = correction with { Current = (await timeline.PublicUpdateAsync(session, id, correction.Number))?.Text } },
        _ => command,
    };

    private async Task<EngineResult> RunAsync(
        CommandDelivery delivery, IncidentId[] locked, Func<DbSession, Instant, Task<Verdict>> decide, PersonId actor, string command,
        CancellationToken cancellationToken)
    {
        using var activity = BotMetrics.Activities.StartActivity($"command {command}");
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await RunAsync(delivery, locked, decide, actor, cancellationToken);
            outcome = WordFor(result);
            return result;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            metrics.CommandHandled(command, outcome, started);
        }
    }

    private async Task<EngineResult> RunAsync(
        CommandDelivery delivery, IncidentId[] locked, Func<DbSession, Instant, Task<Verdict>> decide, PersonId actor, CancellationToken cancellationToken)
    {
        CommitInDoubtException? doubt = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(session => ExecuteAsync(session, delivery, locked, decide, actor), cancellationToken);
            }
            catch (CommitInDoubtException lost) when (attempt < Attempts)
            {
                // If the unit was stored, the ledger has its answer.
                doubt = lost;
            }
            catch (StorageUnavailableException) when (doubt is not null)
            {
                throw doubt;
            }
            catch (VersionConflictException) when (attempt < Attempts)
            {
                // Another replica was faster: decide again on its result.
            }
        }
    }

    private static string WordFor(EngineResult result) => result switch
    {
        EngineResult.Accepted => "accepted",
        EngineResult.Refused => "refused",
        EngineResult.Repeated => "repeated",
        _ => "not_found",
    };

    private async Task<EngineResult> ExecuteAsync(
        DbSession session, CommandDelivery delivery, IncidentId[] locked, Func<DbSession, Instant, Task<Verdict>> decide, PersonId actor)
    {
        // The lock comes before the ledger is read: a replica that processes the same delivery commits first, and its answer is found there.
        await incidents.LockAsync(session, locked);
        var now = clock.Now;
        if (await deliveries.FindAsync(session, delivery.Key) is { } earlier)
            return new EngineResult.Repeated(earlier.Answer);

        switch (await decide(session, now))
        {
            case Verdict.Missing missing:
                return new EngineResult.NotFound(missing.Id);
            case Verdict.Decided { Decision: Decision.Refused refused } decided:
                return new EngineResult.Refused(refused.Why, decided.Before);
            case Verdict.Decided { Decision: Decision.Accepted accepted } decided:
                var duplicate = decided.Before is null ? await incidents.FindLikelyDuplicateAsync(session, accepted.Incident, now - TypedAgain) : null;
                var change = new IncidentChange(decided.Before, accepted.Incident, accepted.Events, actor, now) { LikelyDuplicate = duplicate };
                var answer = delivery.Answer(change);
                await deliveries.InsertAsync(session, delivery.Key, now, answer);
                await SaveAsync(session, change);
                return new EngineResult.Accepted(change, answer);
            default:
                throw new InvalidOperationException("A decision is either accepted or refused.");
        }
    }

    private async Task SaveAsync(DbSession session, IncidentChange change)
    {
        if (change.Before is null)
            await incidents.InsertAsync(session, change.After);
        else
            await incidents.UpdateAsync(session, change.After, change.Before.Version);
        await timeline.AppendAsync(session, change);
        foreach (var reaction in reactions)
            await reaction.ReactAsync(change, session);
    }

    private abstract record Verdict
    {
        public sealed record Missing(IncidentId Id) : Verdict;

        public sealed record Decided(Incident? Before, Decision Decision) : Verdict;
    }
}
