using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;

namespace IncidentBot.Publishing;

/// <summary>Reads what is to be published from the rows our own page is made of: what that does not show is not there.</summary>
internal sealed class PublicationReader(StatusPageReader page, Clock clock)
{
    /// <param name="task">What is wanted.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when the public knows no such update, or no longer.</returns>
    public async Task<Publication?> ReadAsync(PublishingTask task, CancellationToken cancellationToken)
    {
        if (await page.FindAsync(task.Incident, cancellationToken) is not { } incident)
            return null;
        var others = (await page.ReadAsync(clock.Now)).Incidents.Where(other => other.IsOpen && other.Number != incident.Number).Select(other => other.Held).ToList();
        if (task.Update is null)
            return incident.IsOpen ? null : Ended(incident, others);
        return incident.Updates.FirstOrDefault(update => update.Number == task.Update) is { } update ? Told(incident, update, others) : null;
    }

    private static Publication Told(PublicIncident incident, PublicUpdate update, IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>> others) => new()
    {
        Tag = TagOf(incident),
        Number = update.Number,
        Title = incident.Title,
        State = update.State,
        Body = update.Body,
        PublishedAt = update.PublishedAt,
        Named = Named(incident.Updates.Where(one => one.Number <= update.Number)),
        Statuses = update.Components.ToDictionary(shift => shift.Key, shift => Worst(shift.Key, shift.Value.New, others), StringComparer.Ordinal),
    };

    // It lets go of what it held last. Where it goes on says the rest.
    private static Publication Ended(PublicIncident incident, IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>> others)
    {
        var last = incident.Updates.Reverse().SelectMany(update => update.Components).GroupBy(shift => shift.Key).Select(shifts => shifts.Last());
        return new Publication
        {
            Tag = TagOf(incident),
            Number = incident.Updates[0].Number + 1,
            Title = incident.Title,
            State = PublicState.Resolved,
            Body = incident.ContinuedIn is { } other ? $"This goes on in: {other.Title}" : "This was closed.",
            PublishedAt = incident.UpdatedAt,
            Named = Named(incident.Updates),
            Statuses = last.Where(shift => shift.Value.New != ComponentStatus.Operational)
                .ToDictionary(shift => shift.Key, shift => Worst(shift.Key, ComponentStatus.Operational, others), StringComparer.Ordinal),
        };
    }

    private static ComponentStatus Worst(string id, ComponentStatus own, IEnumerable<IReadOnlyDictionary<string, ComponentStatus>> others) =>
        others.Select(held => held.GetValueOrDefault(id, ComponentStatus.Operational)).Append(own).Max();

    private static IReadOnlyCollection<string> Named(IEnumerable<PublicUpdate> updates) => updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    // The first update's moment tells this database's incident from that of another, or of one that was begun anew.
    private static string TagOf(PublicIncident incident) => string.Create(CultureInfo.InvariantCulture, $"{incident.Number}-{incident.StartedAt.ToUnixTimeMilliseconds()}");
}
