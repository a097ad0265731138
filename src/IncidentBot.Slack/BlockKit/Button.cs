using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A button's colour.</summary>
public enum ButtonStyle
{
    /// <summary>The default colour.</summary>
    Default,

    /// <summary>Green: at most one in a group.</summary>
    Primary,

    /// <summary>Red: for an action that cannot be undone.</summary>
    Danger,
}

internal static class ButtonStyleWire
{
    extension(ButtonStyle style)
    {
        public string? Wire => style switch
        {
            ButtonStyle.Primary => "primary",
            ButtonStyle.Danger => "danger",
            _ => null,
        };
    }
}

/// <summary>A button. One with a URL sends an interaction too, which must be answered.</summary>
public sealed record Button : BlockElement, ISectionAccessory, IActionElement
{
    /// <param name="text">At most 75 characters, of which about 30 are shown.</param>
    /// <param name="actionId">The action ID in the interaction that a click sends.</param>
    /// <param name="value">The value in the interaction, at most 2000 characters.</param>
    /// <param name="style">The colour.</param>
    /// <param name="url">The URL to open, at most 3000 characters.</param>
    /// <param name="confirm">A confirmation before the action; null for none.</param>
    public Button(
        string text, string actionId, string? value = null, ButtonStyle style = ButtonStyle.Default, string? url = null, ConfirmationDialog? confirm = null)
        : base(actionId, confirm)
    {
        Text = Limit.Required(text, 75, "A button's text");
        Value = Limit.Optional(value, 2000, "A button's value");
        Url = Limit.Optional(url, 3000, "A button's address");
        Style = style;
    }

    /// <summary>The label.</summary>
    public string Text { get; }

    /// <summary>The value in the interaction.</summary>
    public string? Value { get; }

    /// <summary>The URL to open.</summary>
    public string? Url { get; }

    /// <summary>The colour.</summary>
    public ButtonStyle Style { get; }

    private protected override string Type => "button";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("text", Text);
        writer.Text("value", Value);
        writer.Text("url", Url);
        writer.Text("style", Style.Wire);
    }
}
