using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>The entered values of a view or message, by block and action. An absent value counts as empty.</summary>
public sealed class ViewState
{
    private readonly Dictionary<(string BlockId, string ActionId), ElementValue> _values = [];

    /// <summary>A state without values.</summary>
    public static ViewState Empty { get; } = new();

    /// <summary>The value of an element; null when the view has no such element.</summary>
    public ElementValue? Value(string blockId, string actionId) => _values.GetValueOrDefault((blockId, actionId));

    /// <summary>The text of an input; null when empty.</summary>
    public string? Text(string blockId, string actionId) => Value(blockId, actionId)?.Value;

    /// <summary>The value of the selected option.</summary>
    public string? Selected(string blockId, string actionId) => Value(blockId, actionId)?.SelectedOption;

    /// <summary>The values of the selected options.</summary>
    public IReadOnlyList<string> SelectedMany(string blockId, string actionId) => Value(blockId, actionId)?.SelectedOptions ?? [];

    /// <summary>The ID of the selected person.</summary>
    public string? User(string blockId, string actionId) => Value(blockId, actionId)?.SelectedUser;

    /// <summary>The IDs of the selected people.</summary>
    public IReadOnlyList<string> Users(string blockId, string actionId) => Value(blockId, actionId)?.SelectedUsers ?? [];

    /// <summary>The ID of the selected conversation or channel.</summary>
    public string? Conversation(string blockId, string actionId) => Value(blockId, actionId)?.SelectedConversation;

    /// <summary>The selected instant.</summary>
    public DateTimeOffset? DateTime(string blockId, string actionId) => Value(blockId, actionId)?.SelectedDateTime;

    /// <summary>The number entered; null when empty or not a number.</summary>
    public decimal? Number(string blockId, string actionId) =>
        decimal.TryParse(Text(blockId, actionId), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The blocks with a value, in no particular order.</summary>
    public IEnumerable<string> BlockIds => _values.Keys.Select(key => key.BlockId);

    // Slack sends [] in place of {} when there are no values; that counts as no members.
    internal static ViewState Read(JsonElement? state)
    {
        var read = new ViewState();
        if (state?.Child("values") is not { } blocks)
            return read;

        foreach (var block in blocks.EnumerateObject().Where(block => block.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (var action in block.Value.EnumerateObject().Where(action => action.Value.ValueKind == JsonValueKind.Object))
                read._values[(block.Name, action.Name)] = ElementValue.Read(action.Value);
        }

        return read;
    }
}
