using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu for selecting one of up to 100 options, or of up to 100 option groups.</summary>
public sealed record StaticSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="options">1 to 100, with values that differ.</param>
    /// <param name="initialOption">The initial selection; must be one of the options.</param>
    /// <param name="placeholder">The placeholder without a selection, at most 150 characters.</param>
    /// <param name="confirm">A confirmation before the action; null for none.</param>
    public StaticSelectMenu(
        string actionId, IReadOnlyList<Option> options, Option? initialOption = null, string? placeholder = null, ConfirmationDialog? confirm = null)
        : this(actionId, new Choices(options, 100, "options of a menu"), initialOption, placeholder, confirm)
    {
    }

    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="groups">1 to 100 groups.</param>
    /// <param name="initialOption">The initial selection; must be one of the options.</param>
    /// <param name="placeholder">The placeholder without a selection, at most 150 characters.</param>
    /// <param name="confirm">A confirmation before the action; null for none.</param>
    public StaticSelectMenu(
        string actionId, IReadOnlyList<OptionGroup> groups, Option? initialOption = null, string? placeholder = null, ConfirmationDialog? confirm = null)
        : this(actionId, new Choices(groups, "a menu"), initialOption, placeholder, confirm)
    {
    }

    private StaticSelectMenu(string actionId, Choices choices, Option? initialOption, string? placeholder, ConfirmationDialog? confirm)
        : base(actionId, confirm)
    {
        choices.MustHold(initialOption is null ? [] : [initialOption]);
        (_choices, InitialOption, PlaceholderText) = (choices, initialOption, Placeholder(placeholder));
    }

    /// <summary>The initial selection.</summary>
    public Option? InitialOption { get; }

    /// <summary>The placeholder without a selection.</summary>
    public string? PlaceholderText { get; }

    private protected override string Type => "static_select";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("placeholder", PlaceholderText);
        _choices.WriteMembers(writer);
        if (InitialOption is { } initial)
            writer.Object("initial_option", initial.WriteMembers);
    }
}
