using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.ExternalPages;

/// <summary>Limits the rate of requests to an external page over all replicas and restarts: its provider counts them per API key.</summary>
internal sealed class ExternalPagePace(IDatabase database, PublicationStore store, Clock clock, TimeProvider time)
{
    private static readonly Duration LongestWait = Duration.FromSeconds(5);

    /// <summary>Waits for a free slot.</summary>
    /// <returns>False when too many requests are queued: retry later.</returns>
    public async Task<bool> WaitAsync(string publisher, TimeSpan interval, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var slot = await database.WriteAsync(
            session => store.TakeSlotAsync(session, publisher, now, Duration.FromTimeSpan(interval), LongestWait), cancellationToken);
        if (slot is not { } at)
            return false;
        if (at > now)
            await Task.Delay((at - now).ToTimeSpan(), time, cancellationToken);
        return true;
    }
}
