using System.Text.Json;

namespace IncidentBot.Publishing;

/// <summary>What is to be published where, as kept in the outbox: never the words, which are read when it is carried out.</summary>
/// <param name="Publisher">The name of an <see cref="IPublicPublisher"/>.</param>
/// <param name="Update">Which public update; null when the incident ended without a last word in public.</param>
internal sealed record PublishingTask(string Publisher, long Incident, long? Update)
{
    /// <summary>The kind of every such row in the outbox.</summary>
    public const string Kind = "publish";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Updates of one incident keep their order; incidents do not wait for each other.</summary>
    public string Lane => FormattableString.Invariant($"publish:{Publisher}:{Incident}");

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static PublishingTask Read(string json) =>
        JsonSerializer.Deserialize<PublishingTask>(json, Options) ?? throw new InvalidDataException("An outbox row holds nothing to publish.");
}
