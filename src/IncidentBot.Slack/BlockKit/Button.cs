using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A button's colour.</summary>
public enum ButtonStyle
{
    /// <summary>Plain.</summary>
    Default,

    /// <summary>Green: at most one of a group.</summary>
    Primary,

    /// <summary>Red: for what cannot be undone.</summary>
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

/// <summary>A button. One with an address still sends an interaction, which must be answered.</summary>
public sealed record Button : BlockElement, ISectionAccessory, IActionElement
{
    /// <param name="text">At most 75 characters, of which about 30 are shown.</param>
    /// <param name="actionId">What comes back when it is pressed.</param>
    /// <param name="value">Comes back too, at most 2000 characters.</param>
    /// <param name="style">The colour.</param>
    /// <param name="url">An address to open, at most 3000 characters.</param>
    /// <param name="confirm">Asked before.</param>
    public Button(
        string text, string actionId, string? value = null, ButtonStyle style = ButtonStyle.Default, string? url = null, ConfirmationDialog? confirm = null)
        : base(actionId, confirm)
    {
        Text = Limit.Required(text, 75, "A button's text");
        Value = Limit.Optional(value, 2000, "A button's value");
        Url = Limit.Optional(url, 3000, "A button's address");
        Style = style;
    }

    /// <summary>What it says.</summary>
    public string Text { get; }

    /// <summary>What comes back besides the action.</summary>
    public string? Value { get; }

    /// <summary>An address to open.</summary>
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
