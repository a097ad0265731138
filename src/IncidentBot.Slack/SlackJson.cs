using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Writes JSON for Slack, without members that have no value.</summary>
internal static class SlackJson
{
    // Slack reads JSON, not HTML. Unescaped quotes and accents keep bodies near the size that Slack counts.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static string Text(Action<Utf8JsonWriter> writeMembers) => Encoding.UTF8.GetString(Bytes(writeMembers).Span);

    extension(Utf8JsonWriter writer)
    {
        public void Text(string name, string? value)
        {
            if (value is not null)
                writer.WriteString(name, value);
        }

        public void Flag(string name, bool value)
        {
            if (value)
                writer.WriteBoolean(name, true);
        }

        public void Number(string name, long? value)
        {
            if (value is { } number)
                writer.WriteNumber(name, number);
        }

        public void Object(string name, Action<Utf8JsonWriter> writeMembers)
        {
            writer.WriteStartObject(name);
            writeMembers(writer);
            writer.WriteEndObject();
        }

        public void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
        {
            if (items.Count == 0)
                return;

            writer.WriteStartArray(name);
            foreach (var item in items)
                write(item);
            writer.WriteEndArray();
        }
    }
}
