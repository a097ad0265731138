using IncidentBot.Scheduling;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Housekeeping;

/// <summary>Forgets requests that will not be delivered again.</summary>
internal sealed class PruneDeliveries(IDatabase database, DeliveryStore deliveries) : IChore
{
    // A day and a little: no sender repeats a request for longer.
    private static readonly Duration Kept = Duration.FromHours(26);

    public string Name => "prune deliveries";

    public string CronExpression => "0 7 * * * ?";

    public Task RunAsync(Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(session => deliveries.PruneAsync(session, now - Kept), cancellationToken);
}
