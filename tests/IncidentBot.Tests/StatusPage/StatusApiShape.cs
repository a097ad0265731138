using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Tests.StatusPage;

// The known shape, key by key, from its description and not from our payloads. Unknown and missing keys are errors.

internal sealed record SummaryShape(
    PageShape Page, List<ComponentShape> Components, List<IncidentShape> Incidents, List<MaintenanceShape> ScheduledMaintenances, StatusShape Status,
    [property: JsonPropertyName("x_incidentbot")] ExtraShape Extra);

internal sealed record StatusOnlyShape(PageShape Page, StatusShape Status, [property: JsonPropertyName("x_incidentbot")] ExtraShape Extra);

internal sealed record ComponentsShape(PageShape Page, List<ComponentShape> Components, [property: JsonPropertyName("x_incidentbot")] ExtraShape Extra);

internal sealed record IncidentsShape(PageShape Page, List<IncidentShape> Incidents, [property: JsonPropertyName("x_incidentbot")] ExtraShape Extra);

internal sealed record MaintenancesShape(
    PageShape Page, List<MaintenanceShape> ScheduledMaintenances, [property: JsonPropertyName("x_incidentbot")] ExtraShape Extra);

internal sealed record ExtraShape(DateTimeOffset? StaleSince, DateTimeOffset? CopiedAt);

internal sealed record PageShape(string Id, string Name, string Url, string TimeZone, DateTimeOffset UpdatedAt);

internal enum Indicator
{
    None,
    Minor,
    Major,
    Critical,
    Maintenance,
}

internal sealed record StatusShape(Indicator Indicator, string Description);

internal enum ComponentState
{
    Operational,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
    UnderMaintenance,
}

internal sealed record ComponentShape(
    string Id, string Name, ComponentState Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Position, string? Description,
    bool Showcase, string? StartDate, string? GroupId, string PageId, bool Group, bool OnlyShowIfDegraded, List<string>? Components = null);

internal enum IncidentState
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
    Postmortem,
}

internal enum Impact
{
    None,
    Minor,
    Major,
    Critical,
}

internal sealed record IncidentShape(
    string Id, string Name, IncidentState Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? MonitoringAt,
    DateTimeOffset? ResolvedAt, Impact Impact, string Shortlink, DateTimeOffset StartedAt, string PageId,
    List<UpdateShape<IncidentState>> IncidentUpdates, List<ComponentShape> Components, List<int>? ReminderIntervals,
    [property: JsonPropertyName("x_incidentbot")] JsonElement Extra);

internal enum MaintenanceStage
{
    Scheduled,
    InProgress,
    Verifying,
    Completed,
}

internal enum MaintenanceImpact
{
    Maintenance,
}

internal sealed record MaintenanceShape(
    string Id, string Name, MaintenanceStage Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? MonitoringAt,
    DateTimeOffset? ResolvedAt, MaintenanceImpact Impact, string Shortlink, DateTimeOffset StartedAt, string PageId,
    List<UpdateShape<MaintenanceStage>> IncidentUpdates, List<ComponentShape> Components, DateTimeOffset ScheduledFor, DateTimeOffset ScheduledUntil);

internal sealed record UpdateShape<TState>(
    string Id, TState Status, string Body, string IncidentId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset DisplayAt, List<AffectedShape>? AffectedComponents, bool DeliverNotifications, string? CustomTweet, string? TweetId);

internal sealed record AffectedShape(string Code, string Name, ComponentState OldStatus, ComponentState NewStatus);

internal static class StatusApiShape
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static async Task<T> ReadAsync<T>(this PublicPage page, string path) =>
        JsonSerializer.Deserialize<T>(await page.Http.GetStringAsync(path), Strict) ?? throw new InvalidOperationException("The answer was null.");
}
