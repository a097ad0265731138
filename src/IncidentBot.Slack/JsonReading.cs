using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Reads Slack's JSON leniently: absent, null and of the wrong kind are all "not there", and a number may come as text or text as a number.</summary>
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

        /// <summary>Text that says something: an empty string counts as not there.</summary>
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

    /// <summary>Parses a whole document; false when it is not JSON, or holds text that is not Unicode, which shows only when it is read.</summary>
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

    /// <summary>Reads a part of a document; false when it lacks what it must have, or holds text that is not Unicode.</summary>
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
