using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>
/// Reads Slack's JSON leniently: a missing member, null and a wrong type all count as absent. A number may be text, and text may be a number.
/// </summary>
internal static class JsonReading
{
    extension(JsonElement element)
    {
        public JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;

        public JsonElement? Child(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Object } child ? child : null;

        public string? Text(string name) => element.Member(name)?.AsText();

        /// <summary>A non-empty text; an empty string counts as absent.</summary>
        public string? Filled(string name) => element.Text(name) is { Length: > 0 } text ? text : null;

        public bool Flag(string name) =>
            element.Member(name) is { } value && (value.ValueKind == JsonValueKind.True || value.AsText() == "true");

        public long? Whole(string name) =>
            long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

        public DateTimeOffset? Instant(string name) =>
            element.Whole(name) is { } seconds and >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

        public IEnumerable<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

        public IReadOnlyList<string> Texts(string name) => [.. element.Items(name).Select(AsText).OfType<string>()];

        private string? AsText() => element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }

    /// <summary>Parses a whole document. False when it is not JSON, or has invalid Unicode, which shows only when a text is read.</summary>
    public static bool TryRead<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> read, out T? result)
        where T : class
    {
        result = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return TryRead(document.RootElement, read, out result);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a part of a document. False when a required member is absent, or a text has invalid Unicode.</summary>
    public static bool TryRead<T>(JsonElement json, Func<JsonElement, T?> read, out T? result)
        where T : class
    {
        result = null;
        try
        {
            result = read(json);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return result is not null;
    }
}
