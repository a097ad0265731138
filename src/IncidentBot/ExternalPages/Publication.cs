using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.ExternalPages;

/// <summary>A public update for an external page: what our own page shows, and nothing else of the incident.</summary>
internal sealed record Publication
{
    /// <summary>The start of a note about a correction.</summary>
    public const string Corrected = "Corrected at ";

    /// <summary>Identifies our incident there; unique over installations and incidents.</summary>
    public required string Tag { get; init; }

    /// <summary>The number of the update, from 1; for a past incident the number of its last update.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required PublicState State { get; init; }

    public required string Body { get; init; }

    /// <summary>A line below the text: that it was corrected, and when. Null for a text that was never corrected.</summary>
    public string? Note { get; init; }

    /// <summary>The text that this one replaces; null unless it is a correction.</summary>
    public string? Earlier { get; init; }

    /// <summary>Whether subscribers are told of the correction.</summary>
    public bool TellsSubscribers { get; init; }

    /// <summary>The start of an incident that is published as a whole after its end; null for an update of an incident in progress.</summary>
    public Instant? PastSince { get; init; }

    public required Instant PublishedAt { get; init; }

    /// <summary>All components that the incident has named so far, by our ids.</summary>
    public required IReadOnlyCollection<string> Named { get; init; }

    /// <summary>The new status of the components that this update names: never better than another open incident has them.</summary>
    public required IReadOnlyDictionary<string, ComponentStatus> Statuses { get; init; }
}

/// <summary>What is known of our incident on an external page.</summary>
/// <param name="RemoteId">Its id there.</param>
/// <param name="Number">The last of our updates it has.</param>
internal sealed record PublishedIncident(string RemoteId, long Number);
