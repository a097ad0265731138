using System.Text.Json;

namespace IncidentBot.ExternalPages;

/// <summary>What to publish where, as stored in the outbox: never the text, which is read when the row is sent.</summary>
/// <param name="Publisher">The name of an <see cref="IExternalPage"/>.</param>
/// <param name="Update">Which public update; null when the incident ended without a last public update.</param>
internal sealed record ExternalPageTask(string Publisher, long Incident, long? Update)
{
    /// <summary>The kind of every such row in the outbox.</summary>
    public const string Kind = "publish";

    /// <summary>The version of the incident that corrected the update; null when the task is the update itself.</summary>
    public long? Correction { get; init; }

    /// <summary>Whether the subscribers there are told of the correction.</summary>
    public bool TellsSubscribers { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>One lane for the whole page: two incidents may hold one component, and what is written last has to be what was read last.</summary>
    public string Lane => $"publish:{Publisher}";

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static ExternalPageTask Read(string json) =>
        JsonSerializer.Deserialize<ExternalPageTask>(json, Options) ?? throw new InvalidDataException("An outbox row holds nothing to publish.");
}
