using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A confirmation before an element acts.</summary>
public sealed record ConfirmationDialog
{
    /// <param name="title">At most 100 characters.</param>
    /// <param name="text">At most 300 characters; shown as plain text.</param>
    /// <param name="confirm">The label of the confirm button, at most 30 characters.</param>
    /// <param name="deny">The label of the cancel button, at most 30 characters.</param>
    /// <param name="style">The colour of the confirm button.</param>
    public ConfirmationDialog(string title, string text, string confirm, string deny, ButtonStyle style = ButtonStyle.Default)
    {
        Title = Limit.Required(title, 100, "A confirmation's title");
        Text = Limit.Required(text, 300, "A confirmation's text");
        Confirm = Limit.Required(confirm, 30, "A confirmation's confirm button");
        Deny = Limit.Required(deny, 30, "A confirmation's deny button");
        Style = style;
    }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>The question.</summary>
    public string Text { get; }

    /// <summary>The label of the confirm button.</summary>
    public string Confirm { get; }

    /// <summary>The label of the cancel button.</summary>
    public string Deny { get; }

    /// <summary>The colour of the confirm button.</summary>
    public ButtonStyle Style { get; }

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("title", Title);
        writer.PlainText("text", Text);
        writer.PlainText("confirm", Confirm);
        writer.PlainText("deny", Deny);
        writer.Text("style", Style.Wire);
    }
}
