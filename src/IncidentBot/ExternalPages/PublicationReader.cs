using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;

namespace IncidentBot.ExternalPages;

/// <summary>Reads what is to be published from the rows our own page is made of: what that does not show is not there.</summary>
internal sealed class PublicationReader(StatusPageReader page, IDatabase database, TimelineStore timeline)
{
    /// <param name="task">What is wanted.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when the public knows no such update, or no longer; or when it cannot be put where it belongs elsewhere.</returns>
    public async Task<Publication?> ReadAsync(ExternalPageTask task, CancellationToken cancellationToken)
    {
        if (await page.FindAsync(task.Incident, cancellationToken) is not { } incident)
            return null;
        var others = await page.HeldByOthersAsync(incident.Number, cancellationToken);
        if (task.Update is null)
            return incident.IsOpen ? null : Ended(incident, others);
        if (incident.Updates.FirstOrDefault(update => update.Number == task.Update) is not { } update)
            return null;
        // Elsewhere nothing can be put between what was told as it happened; an incident nobody was told of can be told as a whole.
        if (update.AddedAt is not null)
            return !incident.IsOpen && incident.Updates.All(one => one.AddedAt is not null) ? Past(incident) : null;
        return task.Correction is { } version ? await CorrectedAsync(Told(incident, update, others), task, version, cancellationToken) : Told(incident, update, others);
    }

    private async Task<Publication> CorrectedAsync(Publication told, ExternalPageTask task, long version, CancellationToken cancellationToken)
    {
        var corrections = await database.ReadAsync(session => timeline.CorrectionsAsync(session, new IncidentId(task.Incident), version, told.Number), cancellationToken);
        return told with
        {
            Earlier = corrections.Where(entry => entry.Version == version).Select(entry => entry.Event).OfType<IncidentEvent.PublicUpdateCorrected>().FirstOrDefault()?.Earlier,
            // The words are the latest. Whoever brings them says so for all who changed them: those who come after find them there.
            TellsSubscribers = task.TellsSubscribers || corrections.Any(entry => entry.Event is IncidentEvent.PublicUpdateCorrected { TellsSubscribers: true }),
        };
    }

    private static Publication Told(PublicIncident incident, PublicUpdate update, IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>> others) => new()
    {
        Tag = TagOf(incident),
        Number = update.Number,
        Title = incident.Title,
        State = update.State,
        Body = update.Body,
        Note = update.CorrectedAt is { } at ? $"{Publication.Corrected}{at.TimeSeenFrom(update.PublishedAt)}." : null,
        PublishedAt = update.PublishedAt,
        Named = Named(incident.Updates.Where(one => one.Number <= update.Number)),
        Statuses = update.Components.ToDictionary(change => change.Key, change => Worst(change.Key, change.Value.New, others), StringComparer.Ordinal),
    };

    // It lets go of what it held last. Where it goes on says the rest.
    private static Publication Ended(PublicIncident incident, IReadOnlyList<IReadOnlyDictionary<string, ComponentStatus>> others)
    {
        var last = incident.Updates.Reverse().SelectMany(update => update.Components).GroupBy(change => change.Key).Select(changes => changes.Last());
        return new Publication
        {
            Tag = TagOf(incident),
            Number = incident.Updates.Max(update => update.Number) + 1,
            Title = incident.Title,
            State = PublicState.Resolved,
            Body = incident.LastWord,
            PublishedAt = incident.UpdatedAt,
            Named = Named(incident.Updates),
            Statuses = last.Where(change => change.Value.New != ComponentStatus.Operational)
                .ToDictionary(change => change.Key, change => Worst(change.Key, ComponentStatus.Operational, others), StringComparer.Ordinal),
        };
    }

    // One text holds the whole story: what is entered there afterwards has one update.
    private static Publication Past(PublicIncident incident) => new()
    {
        Tag = TagOf(incident),
        Number = incident.Updates.Max(update => update.Number),
        Title = incident.Title,
        State = PublicState.Resolved,
        Body = incident.Updates.Count == 1
            ? incident.Updates[0].Body
            : string.Join("\n\n", incident.Updates.Reverse().Select(update => $"{update.State.Label()}, {update.PublishedAt.DateAndTime()}\n{update.Body}")),
        Note = incident.Updates.Max(update => update.CorrectedAt) is { } at ? $"Added afterwards, corrected at {at.TimeSeenFrom(incident.StartedAt)}." : "Added afterwards.",
        PastSince = incident.StartedAt,
        PublishedAt = incident.StartedAt,
        Named = [],
        Statuses = new Dictionary<string, ComponentStatus>(),
    };

    private static ComponentStatus Worst(string id, ComponentStatus own, IEnumerable<IReadOnlyDictionary<string, ComponentStatus>> others) =>
        others.Select(held => held.GetValueOrDefault(id, ComponentStatus.Operational)).Append(own).Max();

    private static IReadOnlyCollection<string> Named(IEnumerable<PublicUpdate> updates) => updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    // The moment of the update that was entered first tells this database's incident from that of another, or of one that was begun anew.
    private static string TagOf(PublicIncident incident) =>
        string.Create(CultureInfo.InvariantCulture, $"{incident.Number}-{incident.Updates.MinBy(update => update.Number)!.PublishedAt.ToUnixTimeMilliseconds()}");
}
