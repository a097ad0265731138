using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;

namespace IncidentBot.Subscriptions;

/// <summary>An incident as customers know it, told up to one of its updates.</summary>
/// <param name="Incident">With all its updates up to now.</param>
/// <param name="Update">The one that is told.</param>
internal sealed record PublicStory(PublicIncident Incident, PublicUpdate Update)
{
    /// <summary>This update and those before it, newest first.</summary>
    public IEnumerable<PublicUpdate> Updates => Incident.Updates.Where(update => update.Number <= Update.Number);

    /// <summary>The ids of all components named up to this update.</summary>
    public IReadOnlyCollection<string> Components => Updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Reads what is public, from the rows the page is made of; what the page does not show is not there.</summary>
internal sealed class PublicStories(StatusPageReader page)
{
    /// <returns>Null when the public knows no such update, or no longer.</returns>
    public async Task<PublicStory?> FindAsync(long incident, long update, CancellationToken cancellationToken) =>
        await page.FindAsync(incident, cancellationToken) is { } found && found.Updates.FirstOrDefault(one => one.Number == update) is { } told
            ? new PublicStory(found, told)
            : null;
}
