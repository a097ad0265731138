using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>An incident as customers know it, told up to one of its updates, or up to what became of that later.</summary>
/// <param name="Incident">With all its updates up to now.</param>
/// <param name="Update">The one that is told.</param>
internal sealed record PublicStory(PublicIncident Incident, PublicUpdate Update)
{
    /// <summary>What is told instead of the update itself; null when it is the update.</summary>
    public FollowUpNotice? Notice { get; init; }

    /// <summary>How often what is public had changed when this was read.</summary>
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

    /// <summary>What had been told by then, newest first.</summary>
    public IEnumerable<PublicUpdate> Updates => Incident.Updates.Where(update => update.Number <= (Notice?.Through ?? Update.Number));

    /// <summary>The ids of all components named by then.</summary>
    public IReadOnlyCollection<string> Components => Updates.SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>The ids of the components by which it finds those it is for: what was named only after a corrected update went to others.</summary>
    public IReadOnlyCollection<string> Audience => Incident.Updates.Where(update => update.Number <= Update.Number).SelectMany(update => update.Components.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>What it changed, by component: a merged incident lets go of what it held last, and other words change nothing.</summary>
    public IReadOnlyDictionary<string, StatusChange> Changes => Notice?.Kind switch
    {
        FollowUpNoticeKind.Corrected => new Dictionary<string, StatusChange>(),
        FollowUpNoticeKind.Merged => Updates.Reverse().SelectMany(update => update.Components).GroupBy(change => change.Key, StringComparer.Ordinal)
            .ToDictionary(changes => changes.Key, changes => new StatusChange(changes.Last().Value.New, ComponentStatus.Operational), StringComparer.Ordinal),
        _ => Update.Components,
    };

    /// <summary>The same in each try to tell this, and never of anything else.</summary>
    public string Delivery => Notice is { } notice ? PublicIds.FollowUpNotice(Incident.Number, notice.Version) : PublicIds.Update(Incident.Number, Update.Number);
}

/// <summary>Reads what is public, from the rows the page is made of; what the page does not show is not there.</summary>
internal sealed class PublicStories(StatusPageReader page)
{
    /// <returns>Null when the public knows no such update, or no longer; or when what became of it has been undone.</returns>
    public async Task<PublicStory?> FindAsync(long incident, long update, FollowUpNotice? notice, CancellationToken cancellationToken)
    {
        var (found, version) = await page.FindWithVersionAsync(incident, cancellationToken);
        return found?.Updates.FirstOrDefault(one => one.Number == update) is { } told && (notice is not { Kind: FollowUpNoticeKind.Merged } || !found.IsOpen)
            ? new PublicStory(found, told) { Notice = notice, PageVersion = version }
            : null;
    }
}
