using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>A public update as customers read it now: its words are the last corrected ones.</summary>
internal sealed record PublicUpdateText(int Number, PublicState State, string Title, string Text, Instant At)
{
    /// <summary>What the components it names are in from then on, by their ids.</summary>
    public IReadOnlyDictionary<string, ComponentStatus> Components { get; init; } = new Dictionary<string, ComponentStatus>();

    /// <summary>When its words were last corrected; null when they are the first.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was added afterwards, and so told to nobody; null for what was told as it happened.</summary>
    public Instant? AddedAt { get; init; }
}
