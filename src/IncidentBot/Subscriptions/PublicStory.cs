using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>An incident as customers know it, up to one of its updates or up to a notice that follows the update.</summary>
/// <param name="Incident">With all its updates up to now.</param>
/// <param name="Update">The update to deliver.</param>
internal sealed record PublicStory(PublicIncident Incident, PublicUpdate Update)
{
    /// <summary>The notice to deliver instead of the update; null when the update itself is delivered.</summary>
    public FollowUpNotice? Notice { get; init; }

    /// <summary>The version of the public state when this was read.</summary>
    public long PageVersion { get; init; }

    public bool IsCorrection => Notice is { Kind: FollowUpNoticeKind.Corrected };

    public bool IsMerge => Notice is { Kind: FollowUpNoticeKind.Merged };

    /// <summary>When it happened.</summary>
    public Instant At => Notice?.Kind switch
    {
        FollowUpNoticeKind.Corrected => Update.CorrectedAt ?? Update.PublishedAt,
        FollowUpNoticeKind.Merged => Incident.ResolvedAt ?? Incident.UpdatedAt,
        _ => Update.PublishedAt,
    };

    /// <summary>The updates that had been published by then, newest first.</summary>
    public IEnumerable<PublicUpdate> Updates => Incident.Updates.Where(update => update.Number <= (Notice?.Through ?? Update.Number));

    /// <summary>The ids of all components named by then.</summary>
    public IReadOnlyCollection<string> Components => Updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>The ids of the components that select the recipients. Components named only after a corrected update had other recipients.</summary>
    public IReadOnlyCollection<string> Audience => Incident.Updates.Where(update => update.Number <= Update.Number)
        .SelectMany(update => update.Components.Keys)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What it changed, by component: a merge ends the incident's last statuses, and a correction of the text changes none.</summary>
    public IReadOnlyDictionary<string, StatusChange> Changes => Notice?.Kind switch
    {
        FollowUpNoticeKind.Corrected => new Dictionary<string, StatusChange>(),
        FollowUpNoticeKind.Merged => Updates.Reverse().SelectMany(update => update.Components).GroupBy(change => change.Key, StringComparer.Ordinal)
            .ToDictionary(changes => changes.Key, changes => new StatusChange(changes.Last().Value.New, ComponentStatus.Operational), StringComparer.Ordinal),
        _ => Update.Components,
    };

    /// <summary>The delivery's id: the same in each attempt, and different from that of any other delivery.</summary>
    public string Delivery => Notice is { } notice
        ? PublicIds.FollowUpNotice(Incident.Number, notice.Version)
        : PublicIds.Update(Incident.Number, Update.Number);
}

/// <summary>Reads public incidents from the rows that the status page is made of; what the page does not show is not found.</summary>
internal sealed class PublicStories(StatusPageReader page)
{
    /// <returns>Null when the update is not public, or no longer; or when the incident of a merge notice was opened again.</returns>
    public async Task<PublicStory?> FindAsync(long incident, long update, FollowUpNotice? notice, CancellationToken cancellationToken)
    {
        var (found, version) = await page.FindWithVersionAsync(incident, cancellationToken);
        return found?.Updates.FirstOrDefault(one => one.Number == update) is { } told && (notice is not { Kind: FollowUpNoticeKind.Merged } || !found.IsOpen)
            ? new PublicStory(found, told) { Notice = notice, PageVersion = version }
            : null;
    }
}
