using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using NodaTime;

namespace IncidentBot.Housekeeping;

/// <summary>Deletes the rows of calls that were made long ago.</summary>
internal sealed class PruneOutbox(OutboxQueries outbox) : IChore
{
    private static readonly Duration Kept = Duration.FromDays(7);

    public string Name => "prune outbox";

    public string CronExpression => "0 17 * * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) =>
        outbox.PruneAsync(now - Kept, cancellationToken);
}
