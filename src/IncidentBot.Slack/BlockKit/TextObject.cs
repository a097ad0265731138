using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A text in a block, 1 to 3000 characters.</summary>
public abstract record TextObject
{
    /// <summary>The maximum length of a text object; some blocks allow less.</summary>
    public const int MaxLength = 3000;

    private protected TextObject(string text) => Text = Limit.Required(text, MaxLength, "A text object");

    /// <summary>The text as Slack receives it.</summary>
    public string Text { get; }

    internal abstract void WriteMembers(Utf8JsonWriter writer);
}

/// <summary>Literal text, in which only <c>:emoji:</c> is replaced; user text needs no escaping here.</summary>
public sealed record PlainText(string Text) : TextObject(Text)
{
    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "plain_text");
        writer.WriteString("text", base.Text);
        writer.WriteBoolean("emoji", true);
    }
}

/// <summary>Text in Slack's mrkdwn; user text must have passed <see cref="Mrkdwn.Escape"/>.</summary>
public sealed record Markdown(string Text) : TextObject(Text)
{
    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "mrkdwn");
        writer.WriteString("text", base.Text);
    }
}
