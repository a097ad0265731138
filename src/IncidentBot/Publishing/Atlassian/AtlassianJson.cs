using System.Text.Json.Serialization;

namespace IncidentBot.Publishing.Atlassian;

// What is sent to and read from Atlassian Statuspage's management API, in its words.

internal sealed record AtlassianRequest(AtlassianWrite Incident);

/// <summary>What an incident is to be. What is null is left as it is.</summary>
internal sealed record AtlassianWrite
{
    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Body { get; init; }

    public required IReadOnlyList<string> ComponentIds { get; init; }

    public required IReadOnlyDictionary<string, string> Components { get; init; }

    public required bool DeliverNotifications { get; init; }

    /// <summary>By which our incident is known again: there is no key against writing twice.</summary>
    public required AtlassianMetadata Metadata { get; init; }
}

/// <summary>Its top level must hold objects.</summary>
internal sealed record AtlassianMetadata([property: JsonPropertyName("incidentbot")] AtlassianMark? Mark);

/// <param name="Incident">Which of our incidents.</param>
/// <param name="Update">The number of the last update it was given.</param>
internal sealed record AtlassianMark(string? Incident, string? Update);

internal sealed record AtlassianIncident
{
    public string Id { get; init; } = "";

    public AtlassianMetadata? Metadata { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AtlassianRequest))]
[JsonSerializable(typeof(AtlassianIncident))]
[JsonSerializable(typeof(IReadOnlyList<AtlassianIncident>))]
internal sealed partial class AtlassianContext : JsonSerializerContext;
