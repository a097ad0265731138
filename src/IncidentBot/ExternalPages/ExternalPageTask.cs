using System.Text.Json;

namespace IncidentBot.ExternalPages;

/// <summary>What is to be published where, as kept in the outbox: never the words, which are read when it is carried out.</summary>
/// <param name="Publisher">The name of an <see cref="IExternalPage"/>.</param>
/// <param name="Update">Which public update; null when the incident ended without a last word in public.</param>
internal sealed record ExternalPageTask(string Publisher, long Incident, long? Update)
{
    /// <summary>The kind of every such row in the outbox.</summary>
    public const string Kind = "publish";

    /// <summary>The incident's version by which the update's words were corrected; null when it is about the update itself.</summary>
    public long? Correction { get; init; }

    /// <summary>Whether those who read the update there are told that it was corrected.</summary>
    public bool TellsSubscribers { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>One after the other for the whole page: two incidents may hold one component, and what is written last has to be what was read last.</summary>
    public string Lane => $"publish:{Publisher}";

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static ExternalPageTask Read(string json) =>
        JsonSerializer.Deserialize<ExternalPageTask>(json, Options) ?? throw new InvalidDataException("An outbox row holds nothing to publish.");
}
