using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Writes text objects.</summary>
internal static class TextWriting
{
    extension(Utf8JsonWriter writer)
    {
        public void Value(TextObject text)
        {
            writer.WriteStartObject();
            text.WriteMembers(writer);
            writer.WriteEndObject();
        }

        public void Value(string name, TextObject? text)
        {
            if (text is not null)
                writer.Object(name, text.WriteMembers);
        }

        public void PlainText(string name, string? text) => writer.Value(name, text is null ? null : new PlainText(text));
    }
}
