using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Core.Incidents;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Incidents;

/// <summary>The stored form of events in the timeline: JSON with ISO instants and durations, and with enums and ids as words.</summary>
internal static class EventJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Converters =
        {
            new PatternConverter<Instant>(InstantPattern.ExtendedIso),
            new PatternConverter<Duration>(DurationPattern.JsonRoundtrip),
            new PersonConverter(),
            new IncidentIdConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
        },
    };

    public static string Write(IncidentEvent happened) => JsonSerializer.Serialize(happened, Options);

    public static IncidentEvent Read(string json) =>
        JsonSerializer.Deserialize<IncidentEvent>(json, Options) ?? throw new InvalidDataException("A timeline entry holds no event.");

    private sealed class PatternConverter<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }

    private sealed class PersonConverter : JsonConverter<PersonId>
    {
        public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class IncidentIdConverter : JsonConverter<IncidentId>
    {
        public override IncidentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, IncidentId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
    }
}
