using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>All public data, read in one transaction. Every page and file with a fixed address is built from it.</summary>
internal sealed record PublicFacts
{
    /// <summary>The version of the public data.</summary>
    public required long Version { get; init; }

    /// <summary>The start of this installation.</summary>
    public required Instant Since { get; init; }

    /// <summary>The time of the first public update; null without any.</summary>
    public Instant? FirstPublishedAt { get; init; }

    /// <summary>The time of the last public update or correction; null without any.</summary>
    public Instant? LastPublishedAt { get; init; }

    /// <summary>The open incidents, those updated in the last two weeks, and at least the newest fifty; newest first.</summary>
    public required IReadOnlyList<PublicIncident> Incidents { get; init; }

    /// <summary>The intervals of the last ninety days in which each component was affected.</summary>
    public required ILookup<string, StatusInterval> StatusIntervals { get; init; }

    public required IReadOnlyList<PublicMaintenance> Maintenances { get; init; }

    /// <summary>The start of the history. An update added afterwards may be older than the installation.</summary>
    public Instant Earliest => FirstPublishedAt is { } first && first < Since ? first : Since;
}
