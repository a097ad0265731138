using IncidentBot.StatusPage.Facts;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Finds an incident by its number, as the public knows it. A number that is not public costs no query of its own: strangers may try them all.</summary>
internal sealed class PublicIncidents(SnapshotSource source, StatusPageReader reader, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="PublicStateUnknownException">Nobody can say.</exception>
    public async ValueTask<PublicIncident?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync(cancellationToken);
        try
        {
            return await FindAsync(snapshot, number, cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception reason) when (reason is not PublicStateUnknownException && !cancellationToken.IsCancellationRequested)
        {
            throw new PublicStateUnknownException(reason);
        }
    }

    /// <exception cref="PublicStateUnknownException">What was read before does not say, and nothing newer can be read.</exception>
    public async ValueTask<PublicIncident?> FindAsync(PublicSnapshot snapshot, long number, CancellationToken cancellationToken)
    {
        // The newest are at hand. What is newer than all of them may just have been published by another replica: the first mail is faster than our looks.
        if (snapshot.StaleSince is null && IsNewer(snapshot, number))
            snapshot = await source.ReadAgainAsync(cancellationToken);
        if (snapshot.Facts.Incidents.FirstOrDefault(incident => incident.Number == number) is { } found)
            return found;
        if (snapshot.StaleSince is null && (IsNewer(snapshot, number) || !(await snapshot.NumbersAsync(reader.NumbersAsync).WaitAsync(cancellationToken)).Contains(number)))
            return null;
        // It may have become public since. A database in trouble is asked only for what it had.
        if (snapshot.StaleSince is { } since && snapshot.NumbersAtHand?.Contains(number) != true)
            throw new PublicStateUnknownException(new InvalidOperationException($"Incident {number} was not read by {since}."));
        return await reader.FindAsync(number, cancellationToken);
    }

    private static bool IsNewer(PublicSnapshot snapshot, long number) => snapshot.Facts.Incidents.All(incident => incident.Number < number);
}
