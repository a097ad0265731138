using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Housekeeping;

/// <summary>Deletes the records of requests that cannot be delivered again.</summary>
internal sealed class PruneDeliveries(IDatabase database, DeliveryStore deliveries) : IChore
{
    // No sender repeats a request for longer than a day.
    private static readonly Duration Kept = Duration.FromHours(26);

    public string Name => "prune deliveries";

    public string CronExpression => "0 7 * * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => deliveries.PruneAsync(session, now - Kept), cancellationToken);
}
