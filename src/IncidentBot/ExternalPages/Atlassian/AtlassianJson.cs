using System.Text.Json.Serialization;

namespace IncidentBot.ExternalPages.Atlassian;

// The requests and answers of Atlassian Statuspage's management API, under its own names.

internal sealed record AtlassianRequest(AtlassianWrite Incident);

/// <summary>The new state of an incident. A null leaves the value as it is.</summary>
internal sealed record AtlassianWrite
{
    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Body { get; init; }

    public IReadOnlyList<string>? ComponentIds { get; init; }

    public IReadOnlyDictionary<string, string>? Components { get; init; }

    public required bool DeliverNotifications { get; init; }

    /// <summary>The incident is over and is entered afterwards. Components cannot be named with it.</summary>
    public bool? Backfilled { get; init; }

    /// <summary>When a backfilled incident happened.</summary>
    public string? BackfillDate { get; init; }

    /// <summary>Identifies our incident, because the API has no idempotency key.</summary>
    public required AtlassianMetadata Metadata { get; init; }
}

internal sealed record AtlassianCorrectionRequest(AtlassianCorrection IncidentUpdate);

/// <summary>A new text for an update.</summary>
internal sealed record AtlassianCorrection(string Body, bool DeliverNotifications);

/// <summary>Its members must be objects.</summary>
internal sealed record AtlassianMetadata([property: JsonPropertyName("incidentbot")] AtlassianMark? Mark);

/// <param name="Incident">Which of our incidents.</param>
/// <param name="Update">The number of the last update that it got.</param>
internal sealed record AtlassianMark(string? Incident, string? Update);

internal sealed record AtlassianIncident
{
    public string Id { get; init; } = "";

    public AtlassianMetadata? Metadata { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<AtlassianUpdate>? IncidentUpdates { get; init; }
}

internal sealed record AtlassianUpdate
{
    public string Id { get; init; } = "";

    public string? Body { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AtlassianRequest))]
[JsonSerializable(typeof(AtlassianCorrectionRequest))]
[JsonSerializable(typeof(AtlassianIncident))]
[JsonSerializable(typeof(AtlassianUpdate))]
[JsonSerializable(typeof(IReadOnlyList<AtlassianIncident>))]
internal sealed partial class AtlassianContext : JsonSerializerContext;
