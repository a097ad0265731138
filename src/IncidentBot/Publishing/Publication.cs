using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Publishing;

/// <summary>A public update as it goes to a page kept elsewhere: what our own page says, and nothing else of the incident.</summary>
internal sealed record Publication
{
    /// <summary>By which we know our incident there again: no other installation and no other incident has it.</summary>
    public required string Tag { get; init; }

    /// <summary>Which of its updates, from 1.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required PublicState State { get; init; }

    public required string Body { get; init; }

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
