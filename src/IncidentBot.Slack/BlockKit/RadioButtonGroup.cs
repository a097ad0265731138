using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 10 choices of which one holds.</summary>
public sealed record RadioButtonGroup : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">What comes back when one is picked.</param>
    /// <param name="options">1 to 10, with values that differ.</param>
    /// <param name="initialOption">Picked at first; must be one of the options.</param>
    public RadioButtonGroup(string actionId, IReadOnlyList<Option> options, Option? initialOption = null)
        : base(actionId)
    {
        _choices = new Choices(options, 10, "options of radio buttons");
        _choices.MustHold(initialOption is null ? [] : [initialOption]);
        InitialOption = initialOption;
    }

    /// <summary>Picked at first.</summary>
    public Option? InitialOption { get; }

    private protected override string Type => "radio_buttons";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        _choices.WriteMembers(writer);
        if (InitialOption is { } initial)
            writer.Object("initial_option", initial.WriteMembers);
    }
}
