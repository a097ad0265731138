using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>1 to 10 boxes to tick.</summary>
public sealed record CheckboxGroup : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">What comes back when one is ticked.</param>
    /// <param name="options">1 to 10, with values that differ.</param>
    /// <param name="initialOptions">Ticked at first; each must be one of the options.</param>
    public CheckboxGroup(string actionId, IReadOnlyList<Option> options, IReadOnlyList<Option>? initialOptions = null)
        : base(actionId)
    {
        _choices = new Choices(options, 10, "options of checkboxes");
        InitialOptions = [.. initialOptions ?? []];
        _choices.MustHold(InitialOptions);
    }

    /// <summary>Ticked at first.</summary>
    public IReadOnlyList<Option> InitialOptions { get; }

    private protected override string Type => "checkboxes";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        _choices.WriteMembers(writer);
        writer.List("initial_options", InitialOptions, option => option.Write(writer));
    }
}
