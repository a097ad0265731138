using System.Text.Json.Serialization;

namespace IncidentBot.StatusPage.Json;

/// <summary>What another page of the operator's may show above its own words, without any script of ours.</summary>
/// <param name="Show">Whether there is anything to show at all.</param>
/// <param name="Indicator">The colour of the whole.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Url">Where a reader learns more.</param>
internal sealed record BannerPayload(
    bool Show, string Indicator, string Text, Uri Url, IReadOnlyList<BannerEntry> Incidents, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record BannerEntry(string Name, string Status, string Impact, Uri Url, string UpdatedAt, string? NextUpdateAt);
