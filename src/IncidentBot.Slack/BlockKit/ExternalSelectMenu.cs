using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu whose options Slack requests from the app while the user types.</summary>
public sealed record ExternalSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    /// <param name="actionId">The action ID in the interaction that a selection sends, and in each request for options.</param>
    /// <param name="initialOption">The initial selection.</param>
    /// <param name="minQueryLength">The number of characters before the first request; 0 requests at once.</param>
    /// <param name="placeholder">The placeholder without a selection, at most 150 characters.</param>
    public ExternalSelectMenu(string actionId, Option? initialOption = null, int minQueryLength = 0, string? placeholder = null)
        : base(actionId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minQueryLength);
        (InitialOption, MinQueryLength, PlaceholderText) = (initialOption, minQueryLength, Placeholder(placeholder));
    }

    /// <summary>The initial selection.</summary>
    public Option? InitialOption { get; }

    /// <summary>The number of characters before the first request.</summary>
    public int MinQueryLength { get; }

    /// <summary>The placeholder without a selection.</summary>
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
