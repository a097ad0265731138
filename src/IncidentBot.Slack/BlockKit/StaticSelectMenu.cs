using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu to pick one of up to 100 options, or of up to 100 groups of them.</summary>
public sealed record StaticSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">What comes back when one is picked.</param>
    /// <param name="options">1 to 100, with values that differ.</param>
    /// <param name="initialOption">Picked at first; must be one of the options.</param>
    /// <param name="placeholder">Shown while none is picked, at most 150 characters.</param>
    /// <param name="confirm">Asked before.</param>
    public StaticSelectMenu(
        string actionId, IReadOnlyList<Option> options, Option? initialOption = null, string? placeholder = null, ConfirmationDialog? confirm = null)
        : this(actionId, new Choices(options, 100, "options of a menu"), initialOption, placeholder, confirm)
    {
    }

    /// <param name="actionId">What comes back when one is picked.</param>
    /// <param name="groups">1 to 100 groups.</param>
    /// <param name="initialOption">Picked at first; must be one of the options.</param>
    /// <param name="placeholder">Shown while none is picked, at most 150 characters.</param>
    /// <param name="confirm">Asked before.</param>
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

    /// <summary>Picked at first.</summary>
    public Option? InitialOption { get; }

    /// <summary>Shown while none is picked.</summary>
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
