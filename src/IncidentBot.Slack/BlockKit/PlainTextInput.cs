using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A text field.</summary>
public sealed record PlainTextInput : BlockElement, IInputElement
{
    /// <param name="actionId">The action ID, which names the value in the view's state.</param>
    /// <param name="multiline">Whether line breaks are allowed.</param>
    /// <param name="initialValue">The initial text, at most <paramref name="maxLength"/> characters.</param>
    /// <param name="placeholder">The placeholder while empty, at most 150 characters.</param>
    /// <param name="minLength">The minimum length, 0 to 3000.</param>
    /// <param name="maxLength">The maximum length, 1 to 3000.</param>
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

    /// <summary>Whether line breaks are allowed.</summary>
    public bool Multiline { get; }

    /// <summary>The initial text; null when empty.</summary>
    public string? InitialValue { get; }

    /// <summary>The placeholder while empty.</summary>
    public string? PlaceholderText { get; }

    /// <summary>The minimum length.</summary>
    public int? MinLength { get; }

    /// <summary>The maximum length.</summary>
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
