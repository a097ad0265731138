using System.Text.Json.Serialization;

namespace IncidentBot.StatusPage.Json;

// The shapes of an Atlassian-style status page's public JSON (https://www.githubstatus.com/api is one description). Readers decode
// strictly: every key is always there, in this order, and a word they do not know fails their whole page. So nothing is left out when null.

internal sealed record SummaryPayload(
    PagePayload Page,
    IReadOnlyList<ComponentPayload> Components,
    IReadOnlyList<IncidentPayload> Incidents,
    IReadOnlyList<IncidentPayload> ScheduledMaintenances,
    StatusPayload Status);

internal sealed record StatusOnlyPayload(PagePayload Page, StatusPayload Status);

internal sealed record ComponentsPayload(PagePayload Page, IReadOnlyList<ComponentPayload> Components);

internal sealed record IncidentsPayload(PagePayload Page, IReadOnlyList<IncidentPayload> Incidents);

internal sealed record MaintenancesPayload(PagePayload Page, IReadOnlyList<IncidentPayload> ScheduledMaintenances);

internal sealed record ErrorPayload(string Error);

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
    /// <summary>The children of a group; the one key that only a group has.</summary>
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
    [property: JsonPropertyName("x_incidentbot")] IncidentExtra Extra);

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

/// <summary>What we say beyond the known shape, under one key that strict readers pass over.</summary>
internal sealed record IncidentExtra(string? NextUpdateAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryPayload))]
[JsonSerializable(typeof(StatusOnlyPayload))]
[JsonSerializable(typeof(ComponentsPayload))]
[JsonSerializable(typeof(IncidentsPayload))]
[JsonSerializable(typeof(MaintenancesPayload))]
[JsonSerializable(typeof(ErrorPayload))]
internal sealed partial class PayloadContext : JsonSerializerContext;
