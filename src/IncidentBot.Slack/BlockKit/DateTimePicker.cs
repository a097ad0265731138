using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Picks an instant, shown in the person's own zone.</summary>
public sealed record DateTimePicker : BlockElement, IActionElement, IInputElement
{
    // Slack takes exactly ten digits.
    private const long Earliest = 1_000_000_000;
    private const long Latest = 9_999_999_999;

    /// <param name="actionId">What comes back when one is picked.</param>
    /// <param name="initialDateTime">Picked at first, to the second; between 2001-09-09 and 2286-11-20.</param>
    public DateTimePicker(string actionId, DateTimeOffset? initialDateTime = null)
        : base(actionId)
    {
        if (initialDateTime?.ToUnixTimeSeconds() is < Earliest or > Latest)
            throw new ArgumentOutOfRangeException(nameof(initialDateTime), initialDateTime, "An initial_date_time must have ten digits.");

        InitialDateTime = initialDateTime;
    }

    /// <summary>Picked at first.</summary>
    public DateTimeOffset? InitialDateTime { get; }

    private protected override string Type => "datetimepicker";

    private protected override void WriteMembers(Utf8JsonWriter writer) =>
        writer.Number("initial_date_time", InitialDateTime?.ToUnixTimeSeconds());
}
