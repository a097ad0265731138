using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackPerson
{
    /// <summary>Clicks a button or selects from a menu in a message, ephemeral messages included.</summary>
    /// <param name="channel">The channel's name or ID; a D… ID for a direct message.</param>
    /// <param name="messageTs">The message.</param>
    /// <param name="actionId">The element: the first with this action ID, unless <paramref name="blockId"/> is given.</param>
    /// <param name="choice">The selection: an option's value or label, a user's or channel's name or ID, a date; null for a button.</param>
    /// <param name="blockId">The element's block, when the action ID is not unique.</param>
    /// <param name="cancellationToken">Cancels the wait for the bot.</param>
    /// <exception cref="ArgumentException">The message has no such element.</exception>
    public Task<InteractionAnswer> ClickAsync(
        string channel, string messageTs, string actionId, string? choice = null, string? blockId = null, CancellationToken cancellationToken = default)
    {
        var place = Place(channel);
        var message = _workspace.FindEphemeral(Id, messageTs) ?? place.Find(messageTs)
            ?? throw new ArgumentException($"{_workspace.User(Id).Name} sees no message {messageTs} in {place.Name}.", nameof(messageTs));
        var (block, element) = Find(message.Blocks, actionId, blockId);
        if (Choose(element, choice) is { } chosen)
            message = _workspace.Amend(message, message with { State = message.State.SetItem(Key(block, element), chosen) });
        var payload = ActionPayload(block, element, choice, fromView: null);
        payload["container"] = InteractionPayload.MessageContainer(message);
        payload["channel"] = InteractionPayload.Channel(_workspace, place.Id);
        payload["response_url"] = ResponseUrl(place.Id, message);
        payload["state"] = new JsonObject { ["values"] = ViewJson.Values(message.State) };
        if (message.OnlyFor is null)
            payload["message"] = MessageJson.Message(_workspace, message);
        return InteractAsync(payload, cancellationToken);
    }

    /// <summary>Clicks a button or selects from a menu in the top modal.</summary>
    /// <exception cref="InvalidOperationException">No modal is open.</exception>
    /// <exception cref="ArgumentException">The modal has no such element.</exception>
    public Task<InteractionAnswer> ClickInModalAsync(
        string actionId, string? choice = null, string? blockId = null, CancellationToken cancellationToken = default) =>
        ClickInViewAsync(Modal(), actionId, choice, blockId, cancellationToken);

    /// <summary>Clicks a button or selects from a menu on the app's Home tab.</summary>
    /// <exception cref="InvalidOperationException">The app has published no Home tab for this user.</exception>
    /// <exception cref="ArgumentException">The tab has no such element.</exception>
    public Task<InteractionAnswer> ClickAtHomeAsync(
        string actionId, string? choice = null, string? blockId = null, CancellationToken cancellationToken = default)
    {
        var home = _workspace.Home(Id) ?? throw new InvalidOperationException($"Nothing is published on {_workspace.User(Id).Name}'s Home tab.");
        return ClickInViewAsync(home, actionId, choice, blockId, cancellationToken);
    }

    private Task<InteractionAnswer> ClickInViewAsync(SlackView view, string actionId, string? choice, string? blockId, CancellationToken cancellationToken)
    {
        var (block, element) = Find(view.Blocks, actionId, blockId);
        if (Choose(element, choice) is { } chosen)
            view = _workspace.ReplaceView(view, view with { State = view.State.SetItem(Key(block, element), chosen) });
        if (block.Text("type") == "input" && !block.Flag("dispatch_action"))
            return Task.FromResult(new InteractionAnswer(200, Failure: null));
        var payload = ActionPayload(block, element, choice, view.Type == "modal" ? view.Id : null);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = ViewJson.View(_workspace, view);
        return InteractAsync(payload, cancellationToken);
    }

    private JsonObject ActionPayload(JsonElement block, JsonElement element, string? choice, string? fromView)
    {
        var action = new JsonObject
        {
            ["type"] = element.Text("type"), ["action_id"] = element.Text("action_id"), ["block_id"] = block.Text("block_id"), ["action_ts"] = Timestamp(),
        };
        foreach (var copied in (string[])["text", "value", "style", "placeholder"])
            if (element.Child(copied) is { } field)
                action[copied] = Json.Node(field);
        if (element.Text("type") != "button")
            foreach (var field in ElementValue.Filled(_workspace, element, Words(choice)).EnumerateObject().Where(field => field.Name != "type"))
                action[field.Name] = Json.Node(field.Value);
        var payload = InteractionPayload.Common(_workspace, "block_actions", Id);
        payload["trigger_id"] = Trigger(fromView);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    /// <summary>The value of the element after the selection; null for buttons and overflow menus, which have none.</summary>
    private JsonElement? Choose(JsonElement element, string? choice) =>
        element.Text("type") is "button" or "overflow" ? null : ElementValue.Filled(_workspace, element, Words(choice));

    private static IReadOnlyList<string> Words(string? choice) => choice is null ? [] : choice.Split('\n');

    private static (string Block, string Action) Key(JsonElement block, JsonElement element) => (block.Text("block_id")!, element.Text("action_id")!);

    private static (JsonElement Block, JsonElement Element) Find(JsonElement? blocks, string actionId, string? blockId)
    {
        var shown = BlockIds.Interactive(blocks).ToArray();
        foreach (var pair in shown)
            if (pair.Element.Text("action_id") == actionId && (blockId is null || pair.Block.Text("block_id") == blockId))
                return pair;
        throw new ArgumentException(
            $"There is no element {actionId} here, only: {string.Join(", ", shown.Select(pair => pair.Element.Text("action_id")))}.", nameof(actionId));
    }
}
