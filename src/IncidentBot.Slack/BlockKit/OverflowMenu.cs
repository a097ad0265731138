using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A "more" button with 1 to 5 options.</summary>
public sealed record OverflowMenu : BlockElement, ISectionAccessory, IActionElement
{
    private readonly Choices _choices;

    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="options">1 to 5, with values that differ.</param>
    /// <param name="confirm">A confirmation before the action; null for none.</param>
    public OverflowMenu(string actionId, IReadOnlyList<Option> options, ConfirmationDialog? confirm = null)
        : base(actionId, confirm) =>
        _choices = new Choices(options, 5, "options of an overflow menu");

    private protected override string Type => "overflow";

    private protected override void WriteMembers(Utf8JsonWriter writer) => _choices.WriteMembers(writer);
}
