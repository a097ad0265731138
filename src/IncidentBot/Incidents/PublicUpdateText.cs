using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>A public update as customers read it now, with its latest correction.</summary>
internal sealed record PublicUpdateText(int Number, PublicState State, string Title, string Text, Instant At)
{
    /// <summary>The state of the components that it names from then on, by their ids.</summary>
    public IReadOnlyDictionary<string, ComponentStatus> Components { get; init; } = new Dictionary<string, ComponentStatus>();

    /// <summary>When its words were last corrected; null when they never were.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was backfilled, without a notice to subscribers; null for an update that was published at its time.</summary>
    public Instant? AddedAt { get; init; }
}
