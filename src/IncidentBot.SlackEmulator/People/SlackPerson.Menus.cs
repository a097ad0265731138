using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <content>Menus that request their options from the bot while the user types.</content>
public sealed partial class SlackPerson
{
    /// <summary>Types in a menu of the top modal; returns the labels of the bot's options.</summary>
    /// <exception cref="InvalidOperationException">No modal is open, or the bot returned no options.</exception>
    /// <exception cref="ArgumentException">The modal has no such menu.</exception>
    public async Task<IReadOnlyList<string>> SearchAsync(string field, string typed, CancellationToken cancellationToken = default) =>
        [.. (await OptionsAsync(field, typed, cancellationToken)).Select(Label)];

    /// <summary>Types in a menu of the top modal and selects the option with this label.</summary>
    /// <exception cref="FillException">The bot does not offer this option.</exception>
    /// <inheritdoc cref="SearchAsync" path="/exception"/>
    public async Task PickAsync(string field, string typed, string label, CancellationToken cancellationToken = default)
    {
        var options = await OptionsAsync(field, typed, cancellationToken);
        var picked = options.FirstOrDefault(option => Label(option) == label)
            ?? throw new FillException($"{field} does not offer \"{label}\", only: {string.Join(", ", options.Select(Label))}");
        var view = Modal();
        var (block, element) = Input(view, field);
        var value = new JsonObject { ["type"] = element.Text("type"), ["selected_option"] = picked.DeepClone() };
        _workspace.ReplaceView(view, view with { State = view.State.SetItem(Key(block, element), Json.Element(value)) });
    }

    private async Task<IReadOnlyList<JsonNode>> OptionsAsync(string field, string typed, CancellationToken cancellationToken)
    {
        var view = Modal();
        var (block, element) = Input(view, field);
        var payload = InteractionPayload.Common(_workspace, "block_suggestion", Id);
        payload["action_id"] = element.Text("action_id");
        payload["block_id"] = block.Text("block_id");
        payload["value"] = typed;
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = ViewJson.View(_workspace, view);
        var answer = await Bot.SendOptionsAsync(payload, cancellationToken);
        return answer.IsSuccess && TryParse(answer.Body)?.Child("options") is { } options
            ? [.. options.EnumerateArray().Select(option => Json.Node(option)!)]
            : throw new InvalidOperationException(
                $"The bot returned no options: {answer.Failure ?? answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Body}");
    }

    private static string Label(JsonNode option) => (string)option["text"]!["text"]!;
}
