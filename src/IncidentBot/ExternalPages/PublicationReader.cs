using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;

namespace IncidentBot.ExternalPages;

/// <summary>Reads what to publish from the rows of our own page: what that page does not show is never published elsewhere.</summary>
internal sealed class PublicationReader(StatusPageReader page, IDatabase database, TimelineStore timeline)
{
    /// <param name="task">What to read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when there is no such public update, or no longer, or when the external page has no place for it.</returns>
    public async Task<Publication?> ReadAsync(ExternalPageTask task, CancellationToken cancellationToken)
    {
        if (await page.FindAsync(task.Incident, cancellationToken) is not { } incident)
            return null;
        var others = await page.HeldByOthersAsync(incident.Number, cancellationToken);
        if (task.Update is null)
            return incident.IsOpen ? null : Ended(incident, others);
        if (incident.Updates.FirstOrDefault(update => update.Number == task.Update) is not { } update)
            return null;
        // An external page takes no update between earlier ones; an incident that was never published there can be published as a whole.
        if (update.AddedAt is not null)
            return !incident.IsOpen && incident.Updates.All(one => one.AddedAt is not null) ? Past(incident) : null;
        var told = Told(incident, update, others);
        return task.Correction is { } version ? await CorrectedAsync(told, task, version, cancellationToken) : told;
    }

    private async Task<Publication> CorrectedAsync(Publication told, ExternalPageTask task, long version, CancellationToken cancellationToken)
    {
        var corrections = await database.ReadAsync(
            session => timeline.CorrectionsAsync(session, new IncidentId(task.Incident), version, told.Number), cancellationToken);
        var own = corrections.Where(entry => entry.Version == version).Select(entry => entry.Event).OfType<IncidentEvent.PublicUpdateCorrected>();
        return told with
        {
            Earlier = own.FirstOrDefault()?.Earlier,
            // The text is the latest, so the first task that writes it tells subscribers for every correction in it; later tasks find it there already.
            TellsSubscribers = task.TellsSubscribers
                || corrections.Any(entry => entry.Event is IncidentEvent.PublicUpdateCorrected { TellsSubscribers: true }),
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

    // It releases the components that it held last. The incident that it was merged into goes on with the rest.
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

    // One text with the whole story: an incident that is backfilled there has one update.
    private static Publication Past(PublicIncident incident) => new()
    {
        Tag = TagOf(incident),
        Number = incident.Updates.Max(update => update.Number),
        Title = incident.Title,
        State = PublicState.Resolved,
        Body = incident.Updates.Count == 1
            ? incident.Updates[0].Body
            : string.Join("\n\n", incident.Updates.Reverse().Select(update => $"{update.State.Label()}, {update.PublishedAt.DateAndTime()}\n{update.Body}")),
        Note = incident.Updates.Max(update => update.CorrectedAt) is { } at
            ? $"Added afterwards, corrected at {at.TimeSeenFrom(incident.StartedAt)}."
            : "Added afterwards.",
        PastSince = incident.StartedAt,
        PublishedAt = incident.StartedAt,
        Named = [],
        Statuses = new Dictionary<string, ComponentStatus>(),
    };

    private static ComponentStatus Worst(string id, ComponentStatus own, IEnumerable<IReadOnlyDictionary<string, ComponentStatus>> others) =>
        others.Select(held => held.GetValueOrDefault(id, ComponentStatus.Operational)).Append(own).Max();

    private static IReadOnlyCollection<string> Named(IEnumerable<PublicUpdate> updates) =>
        updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    // The instant of the first update tells this database's incident from the one with the same number in another database, or in an earlier one.
    private static string TagOf(PublicIncident incident)
    {
        var first = incident.Updates.MinBy(update => update.Number)!;
        return string.Create(CultureInfo.InvariantCulture, $"{incident.Number}-{first.PublishedAt.ToUnixTimeMilliseconds()}");
    }
}
