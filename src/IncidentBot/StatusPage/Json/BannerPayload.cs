using System.Text.Json.Serialization;

namespace IncidentBot.StatusPage.Json;

/// <summary>The content of a banner on another page of the operator, without a script of this server.</summary>
/// <param name="Show">Whether there is something to show.</param>
/// <param name="Indicator">The overall indicator.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Url">The address of the status page.</param>
/// <param name="Incidents">The open incidents.</param>
/// <param name="Extra">The fields beyond the known shape.</param>
internal sealed record BannerPayload(
    bool Show, string Indicator, string Text, Uri Url, IReadOnlyList<BannerEntry> Incidents, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record BannerEntry(string Name, string Status, string Impact, Uri Url, string UpdatedAt, string? NextUpdateAt);
