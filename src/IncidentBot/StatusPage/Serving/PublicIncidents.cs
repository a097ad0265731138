using IncidentBot.StatusPage.Facts;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Finds a public incident by its number. An unknown number costs no query, because anyone may try all numbers.</summary>
internal sealed class PublicIncidents(SnapshotSource source, StatusPageReader reader, TimeProvider time)
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="PublicStateUnknownException">The public data cannot be read.</exception>
    public async ValueTask<PublicIncident?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync(cancellationToken);
        try
        {
            return await FindAsync(snapshot, number, cancellationToken).AsTask().WaitAsync(ReadTimeout, time, cancellationToken);
        }
        catch (Exception failure) when (failure is not PublicStateUnknownException && !cancellationToken.IsCancellationRequested)
        {
            throw new PublicStateUnknownException(failure);
        }
    }

    /// <exception cref="PublicStateUnknownException">The snapshot does not contain the answer, and nothing newer can be read.</exception>
    public async ValueTask<PublicIncident?> FindAsync(PublicSnapshot snapshot, long number, CancellationToken cancellationToken)
    {
        // The snapshot contains the newest incidents. A higher number may just have been published by another replica, whose first mail is
        // faster than the next check.
        if (snapshot.StaleSince is null && IsNewer(snapshot, number))
            snapshot = await source.RecheckAsync(cancellationToken);
        if (snapshot.Facts.Incidents.FirstOrDefault(incident => incident.Number == number) is { } found)
            return found;
        if (snapshot.StaleSince is null
            && (IsNewer(snapshot, number) || !(await snapshot.NumbersAsync(reader.NumbersAsync).WaitAsync(cancellationToken)).Contains(number)))
            return null;
        // With a stale snapshot the incident may have become public since. The failing database is queried only for a number known to be public.
        if (snapshot.StaleSince is { } since && snapshot.LoadedNumbers?.Contains(number) != true)
            throw new PublicStateUnknownException(new InvalidOperationException($"Incident {number} was not known to be public at {since}."));
        return await reader.FindAsync(number, cancellationToken);
    }

    private static bool IsNewer(PublicSnapshot snapshot, long number) =>
        snapshot.Facts.Incidents.All(incident => incident.Number < number);
}
