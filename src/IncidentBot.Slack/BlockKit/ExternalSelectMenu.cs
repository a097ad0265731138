using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu whose options we are asked for while someone types.</summary>
public sealed record ExternalSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    /// <param name="actionId">What comes back when one is picked, and with each request for options.</param>
    /// <param name="initialOption">Picked at first.</param>
    /// <param name="minQueryLength">How many characters must be typed before we are asked; 0 asks at once.</param>
    /// <param name="placeholder">Shown while none is picked, at most 150 characters.</param>
    public ExternalSelectMenu(string actionId, Option? initialOption = null, int minQueryLength = 0, string? placeholder = null)
        : base(actionId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minQueryLength);
        (InitialOption, MinQueryLength, PlaceholderText) = (initialOption, minQueryLength, Placeholder(placeholder));
    }

    /// <summary>Picked at first.</summary>
    public Option? InitialOption { get; }

    /// <summary>How many characters must be typed before we are asked.</summary>
    public int MinQueryLength { get; }

    /// <summary>Shown while none is picked.</summary>
    public string? PlaceholderText { get; }

    private protected override string Type => "external_select";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("placeholder", PlaceholderText);
        writer.Number("min_query_length", MinQueryLength);
        if (InitialOption is { } initial)
            writer.Object("initial_option", initial.WriteMembers);
    }
}
