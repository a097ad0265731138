using System.Text.Json.Serialization;

namespace IncidentBot.Subscriptions.Webhooks;

// The shape in which an Atlassian status page posts an incident. Receivers look at which keys there are, so a key whose value is null is written too.

internal sealed record WebhookPayload(WebhookMeta Meta, WebhookPage Page, WebhookIncident Incident);

/// <summary>A component's status on the page has changed.</summary>
internal sealed record WebhookComponentPayload(WebhookMeta Meta, WebhookPage Page, WebhookShownComponent Component, WebhookComponentUpdate ComponentUpdate);

internal sealed record WebhookMeta(Uri Unsubscribe, Uri Documentation, string GeneratedAt);

internal sealed record WebhookPage(string Id, string StatusIndicator, string StatusDescription);

internal sealed record WebhookIncident(
    string Id,
    string Name,
    string Status,
    string Impact,
    string CreatedAt,
    string UpdatedAt,
    string? MonitoringAt,
    string? ResolvedAt,
    Uri Shortlink,
    string PageId,
    IReadOnlyList<WebhookUpdate> IncidentUpdates,
    IReadOnlyList<WebhookComponent> Components)
{
    public bool Backfilled => false;

    public string? ImpactOverride => null;

    public string? ScheduledFor => null;

    public string? ScheduledUntil => null;

    public bool ScheduledRemindPrior => false;

    public string? ScheduledRemindedAt => null;

    public bool ScheduledAutoInProgress => false;

    public bool ScheduledAutoCompleted => false;

    public string? PostmortemBody => null;

    public string? PostmortemBodyLastUpdatedAt => null;

    public bool PostmortemIgnored => false;

    public string? PostmortemPublishedAt => null;

    public bool PostmortemNotifiedSubscribers => false;

    public bool PostmortemNotifiedTwitter => false;
}

internal sealed record WebhookUpdate(string Id, string IncidentId, string Status, string Body, string CreatedAt, string UpdatedAt, string DisplayAt)
{
    public bool WantsTwitterUpdate => false;

    public string? TwitterUpdatedAt => null;
}

internal sealed record WebhookComponent(string Id, string Name, string Status);

internal sealed record WebhookShownComponent(
    string Status,
    string Name,
    string CreatedAt,
    string UpdatedAt,
    int Position,
    string? Description,
    bool Showcase,
    string Id,
    string PageId,
    string? GroupId);

internal sealed record WebhookComponentUpdate(string OldStatus, string NewStatus, string CreatedAt, string ComponentType, string Id, string ComponentId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebhookPayload))]
[JsonSerializable(typeof(WebhookComponentPayload))]
internal sealed partial class WebhookContext : JsonSerializerContext;
