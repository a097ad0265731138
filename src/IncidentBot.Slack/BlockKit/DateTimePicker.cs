using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Selects an instant, shown in the user's time zone.</summary>
public sealed record DateTimePicker : BlockElement, IActionElement, IInputElement
{
    // Slack requires exactly ten digits.
    private const long Earliest = 1_000_000_000;
    private const long Latest = 9_999_999_999;

    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="initialDateTime">The initial selection, to the second; between 2001-09-09 and 2286-11-20.</param>
    public DateTimePicker(string actionId, DateTimeOffset? initialDateTime = null)
        : base(actionId)
    {
        if (initialDateTime?.ToUnixTimeSeconds() is < Earliest or > Latest)
            throw new ArgumentOutOfRangeException(nameof(initialDateTime), initialDateTime, "An initial_date_time must have ten digits.");

        InitialDateTime = initialDateTime;
    }

    /// <summary>The initial selection.</summary>
    public DateTimeOffset? InitialDateTime { get; }

    private protected override string Type => "datetimepicker";

    private protected override void WriteMembers(Utf8JsonWriter writer) =>
        writer.Number("initial_date_time", InitialDateTime?.ToUnixTimeSeconds());
}
