using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 10 choices, of which one can be selected.</summary>
public sealed record RadioButtonGroup : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="options">1 to 10, with values that differ.</param>
    /// <param name="initialOption">The initial selection; must be one of the options.</param>
    public RadioButtonGroup(string actionId, IReadOnlyList<Option> options, Option? initialOption = null)
        : base(actionId)
    {
        _choices = new Choices(options, 10, "options of radio buttons");
        _choices.MustHold(initialOption is null ? [] : [initialOption]);
        InitialOption = initialOption;
    }

    /// <summary>The initial selection.</summary>
    public Option? InitialOption { get; }

    private protected override string Type => "radio_buttons";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        _choices.WriteMembers(writer);
        if (InitialOption is { } initial)
            writer.Object("initial_option", initial.WriteMembers);
    }
}
