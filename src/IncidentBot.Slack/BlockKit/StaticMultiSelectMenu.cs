using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu to pick several of up to 100 options. Slack knows it in sections and inputs.</summary>
public sealed record StaticMultiSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">What comes back when the pick changes.</param>
    /// <param name="options">1 to 100, with values that differ.</param>
    /// <param name="initialOptions">Picked at first; each must be one of the options.</param>
    /// <param name="placeholder">Shown while none is picked, at most 150 characters.</param>
    /// <param name="maxSelectedItems">How many may be picked, at least 1; null for any number.</param>
    public StaticMultiSelectMenu(
        string actionId, IReadOnlyList<Option> options, IReadOnlyList<Option>? initialOptions = null, string? placeholder = null, int? maxSelectedItems = null)
        : base(actionId)
    {
        _choices = new Choices(options, 100, "options of a menu");
        InitialOptions = [.. initialOptions ?? []];
        _choices.MustHold(InitialOptions);
        PlaceholderText = Placeholder(placeholder);
        if (maxSelectedItems is { } max)
            ArgumentOutOfRangeException.ThrowIfLessThan(max, Math.Max(1, InitialOptions.Count), nameof(maxSelectedItems));
        MaxSelectedItems = maxSelectedItems;
    }

    /// <summary>Picked at first.</summary>
    public IReadOnlyList<Option> InitialOptions { get; }

    /// <summary>Shown while none is picked.</summary>
    public string? PlaceholderText { get; }

    /// <summary>How many may be picked.</summary>
    public int? MaxSelectedItems { get; }

    private protected override string Type => "multi_static_select";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("placeholder", PlaceholderText);
        _choices.WriteMembers(writer);
        writer.List("initial_options", InitialOptions, option => option.Write(writer));
        writer.Number("max_selected_items", MaxSelectedItems);
    }
}
