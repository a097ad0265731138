using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu for selecting several of up to 100 options. Slack allows it in sections and inputs.</summary>
public sealed record StaticMultiSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    private readonly Choices _choices;

    /// <param name="actionId">The action ID in the interaction that a change sends.</param>
    /// <param name="options">1 to 100, with values that differ.</param>
    /// <param name="initialOptions">The initial selection; each must be one of the options.</param>
    /// <param name="placeholder">The placeholder without a selection, at most 150 characters.</param>
    /// <param name="maxSelectedItems">The maximum number of selections, at least 1; null for any number.</param>
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

    /// <summary>The initial selection.</summary>
    public IReadOnlyList<Option> InitialOptions { get; }

    /// <summary>The placeholder without a selection.</summary>
    public string? PlaceholderText { get; }

    /// <summary>The maximum number of selections.</summary>
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
