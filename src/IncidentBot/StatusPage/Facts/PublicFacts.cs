using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>All that the database knows in public, read at one moment: what every page and file of fixed address is made from.</summary>
internal sealed record PublicFacts
{
    /// <summary>How often the public facts had changed by then.</summary>
    public required long Version { get; init; }

    /// <summary>When this installation began.</summary>
    public required Instant Since { get; init; }

    /// <summary>When customers first heard of anything; null before that.</summary>
    public Instant? FirstPublishedAt { get; init; }

    /// <summary>When customers last heard of anything; null before that.</summary>
    public Instant? LastPublishedAt { get; init; }

    /// <summary>The open ones, those spoken of in the last two weeks, and in any case the newest fifty; newest first.</summary>
    public required IReadOnlyList<PublicIncident> Incidents { get; init; }

    /// <summary>What held which component in the last ninety days.</summary>
    public required ILookup<string, StatusInterval> StatusIntervals { get; init; }

    public required IReadOnlyList<PublicMaintenance> Maintenances { get; init; }

    /// <summary>The earliest moment the history speaks of: what is posted after the fact may be older than the installation.</summary>
    public Instant Earliest => FirstPublishedAt is { } first && first < Since ? first : Since;
}
