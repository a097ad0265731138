using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.ExternalPages;

/// <summary>A public update as it goes to a page kept elsewhere: what our own page says, and nothing else of the incident.</summary>
internal sealed record Publication
{
    /// <summary>How a note on a correction begins.</summary>
    public const string Corrected = "Corrected at ";

    /// <summary>By which we know our incident there again: no other installation and no other incident has it.</summary>
    public required string Tag { get; init; }

    /// <summary>Which of its updates, from 1; for what belongs into the past the last of them.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required PublicState State { get; init; }

    public required string Body { get; init; }

    /// <summary>What stands under the words: that they were corrected, and when. Null for words that stand as they were said.</summary>
    public string? Note { get; init; }

    /// <summary>What the words replace; null unless it is a correction.</summary>
    public string? Earlier { get; init; }

    /// <summary>Whether those who read the earlier words are told.</summary>
    public bool TellsSubscribers { get; init; }

    /// <summary>When it began, for an incident that is told of as a whole when it is long over; null for what is told as it happens.</summary>
    public Instant? PastSince { get; init; }

    public required Instant PublishedAt { get; init; }

    /// <summary>All components it has named so far, by our ids.</summary>
    public required IReadOnlyCollection<string> Named { get; init; }

    /// <summary>What becomes of the components that this update names: never better than another open incident has them.</summary>
    public required IReadOnlyDictionary<string, ComponentStatus> Statuses { get; init; }
}

/// <summary>What is known of our incident on a page elsewhere.</summary>
/// <param name="RemoteId">Its id there.</param>
/// <param name="Number">The last of our updates it has.</param>
internal sealed record PublishedIncident(string RemoteId, long Number);
