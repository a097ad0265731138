using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>All of an incident that the public page is made from. Two that are equal look the same to every customer.</summary>
internal sealed record PublicProjection(
    PublicState State, string? Title, int Updates, Instant? LastUpdateAt, Instant? PromisedFor, Phase Phase, Instant? EndedAt, IncidentId? MergedInto, string Components)
{
    /// <summary>Null when the public knows nothing of it.</summary>
    public static PublicProjection? Of(Incident? incident) => incident is { IsConfidential: false, PublicState: { } state }
        ? new PublicProjection(
            state, incident.PublicTitle, incident.PublicUpdates, incident.LastPublicUpdateAt, incident.PublicClock?.PromisedFor, incident.Phase, incident.EndedAt,
            incident.MergedInto, string.Join(' ', incident.Components.Select(held => $"{held.Key}={held.Value}")))
        : null;
}
