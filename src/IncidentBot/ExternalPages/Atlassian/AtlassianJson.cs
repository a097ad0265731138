using System.Text.Json.Serialization;

namespace IncidentBot.ExternalPages.Atlassian;

// What is sent to and read from Atlassian Statuspage's management API, in its words.

internal sealed record AtlassianRequest(AtlassianWrite Incident);

/// <summary>What an incident is to be. What is null is left as it is.</summary>
internal sealed record AtlassianWrite
{
    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Body { get; init; }

    public IReadOnlyList<string>? ComponentIds { get; init; }

    public IReadOnlyDictionary<string, string>? Components { get; init; }

    public required bool DeliverNotifications { get; init; }

    /// <summary>It is over and is entered afterwards. Components cannot be named with it.</summary>
    public bool? Backfilled { get; init; }

    /// <summary>When it was, for what is entered afterwards.</summary>
    public string? BackfillDate { get; init; }

    /// <summary>By which our incident is known again: there is no key against writing twice.</summary>
    public required AtlassianMetadata Metadata { get; init; }
}

internal sealed record AtlassianCorrectionRequest(AtlassianCorrection IncidentUpdate);

/// <summary>Other words for an update.</summary>
internal sealed record AtlassianCorrection(string Body, bool DeliverNotifications);

/// <summary>Its top level must hold objects.</summary>
internal sealed record AtlassianMetadata([property: JsonPropertyName("incidentbot")] AtlassianMark? Mark);

/// <param name="Incident">Which of our incidents.</param>
/// <param name="Update">The number of the last update it was given.</param>
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
