using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 10 checkboxes.</summary>
public sealed record CheckboxGroup : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">The action ID in the interaction that a change sends.</param>
    /// <param name="options">1 to 10, with values that differ.</param>
    /// <param name="initialOptions">The initial selection; each must be one of the options.</param>
    public CheckboxGroup(string actionId, IReadOnlyList<Option> options, IReadOnlyList<Option>? initialOptions = null)
        : base(actionId)
    {
        _choices = new Choices(options, 10, "options of checkboxes");
        InitialOptions = [.. initialOptions ?? []];
        _choices.MustHold(InitialOptions);
    }

    /// <summary>The initial selection.</summary>
    public IReadOnlyList<Option> InitialOptions { get; }

    private protected override string Type => "checkboxes";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        _choices.WriteMembers(writer);
        writer.List("initial_options", InitialOptions, option => option.Write(writer));
    }
}
