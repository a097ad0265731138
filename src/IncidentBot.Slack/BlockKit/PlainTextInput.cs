using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A field to type text in.</summary>
public sealed record PlainTextInput : BlockElement, IInputElement
{
    /// <param name="actionId">Names the value in the view's state.</param>
    /// <param name="multiline">Whether line breaks may be typed.</param>
    /// <param name="initialValue">Filled in at first; at most <paramref name="maxLength"/> characters.</param>
    /// <param name="placeholder">Shown while empty, at most 150 characters.</param>
    /// <param name="minLength">The fewest characters, 0 to 3000.</param>
    /// <param name="maxLength">The most characters, 1 to 3000.</param>
    public PlainTextInput(
        string actionId, bool multiline = false, string? initialValue = null, string? placeholder = null, int? minLength = null, int? maxLength = null)
        : base(actionId)
    {
        if (minLength is < 0 or > 3000)
            throw new ArgumentOutOfRangeException(nameof(minLength), minLength, "An input's min_length must be 0 to 3000.");
        if (maxLength is < 1 or > 3000 || maxLength < minLength)
            throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, "An input's max_length must be 1 to 3000 and not below min_length.");

        InitialValue = initialValue is { Length: > 0 } ? Limit.Within(initialValue, maxLength ?? 3000, "An input's initial value") : null;
        PlaceholderText = Placeholder(placeholder);
        (Multiline, MinLength, MaxLength) = (multiline, minLength, maxLength);
    }

    /// <summary>Whether line breaks may be typed.</summary>
    public bool Multiline { get; }

    /// <summary>Filled in at first; null when empty.</summary>
    public string? InitialValue { get; }

    /// <summary>Shown while empty.</summary>
    public string? PlaceholderText { get; }

    /// <summary>The fewest characters.</summary>
    public int? MinLength { get; }

    /// <summary>The most characters.</summary>
    public int? MaxLength { get; }

    private protected override string Type => "plain_text_input";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.Flag("multiline", Multiline);
        writer.Text("initial_value", InitialValue);
        writer.PlainText("placeholder", PlaceholderText);
        writer.Number("min_length", MinLength);
        writer.Number("max_length", MaxLength);
    }
}
