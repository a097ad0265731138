using System.Text.Json.Serialization;

namespace IncidentBot.StatusPage.Json;

// The public JSON of an Atlassian-style status page (https://www.githubstatus.com/api is one description). Clients parse strictly:
// every key must exist, in this order, and an unknown word fails the whole document. So null values are written too.

internal sealed record SummaryPayload(
    PagePayload Page,
    IReadOnlyList<ComponentPayload> Components,
    IReadOnlyList<IncidentPayload> Incidents,
    IReadOnlyList<MaintenancePayload> ScheduledMaintenances,
    StatusPayload Status,
    [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record StatusOnlyPayload(PagePayload Page, StatusPayload Status, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record ComponentsPayload(
    PagePayload Page, IReadOnlyList<ComponentPayload> Components, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record IncidentsPayload(
    PagePayload Page, IReadOnlyList<IncidentPayload> Incidents, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

internal sealed record MaintenancesPayload(
    PagePayload Page, IReadOnlyList<MaintenancePayload> ScheduledMaintenances, [property: JsonPropertyName(Payload.Extra)] PageExtra Extra);

/// <summary>Fields of a document beyond the known shape.</summary>
/// <param name="StaleSince">When the data was last known to be current, if it cannot be read now; otherwise null.</param>
/// <param name="CopiedAt">When the file of the static copy was written; null for a response of the server.</param>
internal sealed record PageExtra(string? StaleSince, string? CopiedAt);

internal sealed record ErrorPayload(string Error);

internal static class Payload
{
    /// <summary>The one key for fields beyond the known shape. Clients ignore it.</summary>
    public const string Extra = "x_incidentbot";
}

internal sealed record PagePayload(string Id, string Name, Uri Url, string TimeZone, string UpdatedAt);

internal sealed record StatusPayload(string Indicator, string Description);

internal sealed record ComponentPayload(
    string Id,
    string Name,
    string Status,
    string CreatedAt,
    string UpdatedAt,
    int Position,
    string? Description,
    bool Showcase,
    string? StartDate,
    string? GroupId,
    string PageId,
    bool Group,
    bool OnlyShowIfDegraded)
{
    /// <summary>The children of a group. Only a group has this key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Components { get; init; }
}

internal sealed record IncidentPayload(
    string Id,
    string Name,
    string Status,
    string CreatedAt,
    string UpdatedAt,
    string? MonitoringAt,
    string? ResolvedAt,
    string Impact,
    Uri Shortlink,
    string StartedAt,
    string PageId,
    IReadOnlyList<IncidentUpdatePayload> IncidentUpdates,
    IReadOnlyList<ComponentPayload> Components,
    string? ReminderIntervals,
    [property: JsonPropertyName(Payload.Extra)] IncidentExtra Extra);

internal sealed record MaintenancePayload(
    string Id,
    string Name,
    string Status,
    string CreatedAt,
    string UpdatedAt,
    string? MonitoringAt,
    string? ResolvedAt,
    string Impact,
    Uri Shortlink,
    string StartedAt,
    string PageId,
    IReadOnlyList<IncidentUpdatePayload> IncidentUpdates,
    IReadOnlyList<ComponentPayload> Components,
    string ScheduledFor,
    string ScheduledUntil);

internal sealed record IncidentUpdatePayload(
    string Id,
    string Status,
    string Body,
    string IncidentId,
    string CreatedAt,
    string UpdatedAt,
    string DisplayAt,
    IReadOnlyList<AffectedComponentPayload>? AffectedComponents,
    bool DeliverNotifications,
    string? CustomTweet,
    string? TweetId);

internal sealed record AffectedComponentPayload(string Code, string Name, string OldStatus, string NewStatus);

/// <summary>Fields of an incident beyond the known shape.</summary>
internal sealed record IncidentExtra(string? NextUpdateAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryPayload))]
[JsonSerializable(typeof(StatusOnlyPayload))]
[JsonSerializable(typeof(ComponentsPayload))]
[JsonSerializable(typeof(IncidentsPayload))]
[JsonSerializable(typeof(MaintenancesPayload))]
[JsonSerializable(typeof(ErrorPayload))]
[JsonSerializable(typeof(BannerPayload))]
internal sealed partial class PayloadContext : JsonSerializerContext;
