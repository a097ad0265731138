using IncidentBot.StatusPage.Facts;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Finds an incident by its number, as the public knows it. A number that is not public costs no query of its own: strangers may try them all.</summary>
internal sealed class PublicIncidents(PublicBoard board, StatusPageReader reader)
{
    /// <exception cref="PublicStateUnknownException">Nobody can say.</exception>
    public async ValueTask<PublicIncident?> FindAsync(long number, CancellationToken cancellationToken) => await FindAsync(await board.ReadAsync(cancellationToken), number);

    // The newest are at hand: behind the last of them there is nothing that would have to be looked for.
    public async ValueTask<PublicIncident?> FindAsync(Edition edition, long number)
    {
        var known = edition.Facts.Incidents;
        if (known.FirstOrDefault(incident => incident.Number == number) is { } found)
            return found;
        if (edition.StaleSince is null && (known.All(incident => incident.Number < number) || !(await edition.NumbersAsync(reader.NumbersAsync)).Contains(number)))
            return null;
        return await reader.FindAsync(number, CancellationToken.None);
    }
}
