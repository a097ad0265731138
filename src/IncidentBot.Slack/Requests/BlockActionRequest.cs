using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A use of interactive elements in a message or view. The response is an empty 200.</summary>
public sealed record BlockActionRequest : InteractionRequest
{
    /// <summary>Allows one view to be opened within three seconds.</summary>
    public required string TriggerId { get; init; }

    /// <summary>The container of the element.</summary>
    public required Container Container { get; init; }

    /// <summary>The channel of the message; null in a view.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The message's ID in its channel; null in a view.</summary>
    public string? MessageTs { get; init; }

    /// <summary>Accepts responses for 30 minutes; the only way to change an ephemeral message. Null in a view.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>The view; null in a message.</summary>
    public ViewInfo? View { get; init; }

    /// <summary>The values of the message's own elements; for a view see <see cref="ViewInfo.State"/>.</summary>
    public required ViewState State { get; init; }

    /// <summary>The used elements; in practice one.</summary>
    public required IReadOnlyList<BlockAction> Actions { get; init; }

    internal static BlockActionRequest? Read(JsonElement json, string userId)
    {
        var container = Container.Read(json.Child("container"));
        BlockAction[] actions = [.. json.Items("actions").Select(BlockAction.Read).OfType<BlockAction>()];
        if (actions.Length == 0)
            return null;

        return new BlockActionRequest
        {
            UserId = userId,
            TriggerId = json.Text("trigger_id") ?? "",
            Container = container,
            ChannelId = json.Child("channel")?.Filled("id") ?? container.ChannelId,
            MessageTs = container.MessageTs ?? json.Child("message")?.Filled("ts"),
            ResponseUrl = json.Filled("response_url"),
            View = ViewInfo.Read(json.Child("view")),
            State = ViewState.Read(json.Child("state")),
            Actions = actions,
        };
    }
}

/// <summary>The container of a used element.</summary>
/// <param name="Type"><c>message</c>, <c>view</c> or <c>message_attachment</c>.</param>
/// <param name="MessageTs">The message's ID in its channel.</param>
/// <param name="ChannelId">The message's channel.</param>
/// <param name="ViewId">The view's ID.</param>
/// <param name="IsEphemeral">Whether only this person sees the message.</param>
public sealed record Container(string Type, string? MessageTs, string? ChannelId, string? ViewId, bool IsEphemeral)
{
    internal static Container Read(JsonElement? json) =>
        json is { } container
            ? new Container(
                container.Text("type") ?? "",
                container.Filled("message_ts"),
                container.Filled("channel_id"),
                container.Filled("view_id"),
                container.Flag("is_ephemeral"))
            : new Container("", null, null, null, false);
}

/// <summary>One use of one element.</summary>
/// <param name="ActionId">The element's action ID.</param>
/// <param name="BlockId">The ID of its block.</param>
/// <param name="ActionTs">Distinguishes two uses.</param>
/// <param name="Element">The entered or selected value.</param>
public sealed record BlockAction(string ActionId, string BlockId, string ActionTs, ElementValue Element)
{
    /// <summary>The element's type, such as <c>button</c>.</summary>
    public string Type => Element.Type;

    /// <summary>A button's value, or the entered text.</summary>
    public string? Value => Element.Value;

    /// <summary>The value of the selected option.</summary>
    public string? SelectedOption => Element.SelectedOption;

    /// <summary>The values of the selected options.</summary>
    public IReadOnlyList<string> SelectedOptions => Element.SelectedOptions;

    /// <summary>The ID of the selected person.</summary>
    public string? SelectedUser => Element.SelectedUser;

    /// <summary>The selected instant.</summary>
    public DateTimeOffset? SelectedDateTime => Element.SelectedDateTime;

    internal static BlockAction? Read(JsonElement json) =>
        json.Filled("action_id") is { } actionId
            ? new BlockAction(actionId, json.Text("block_id") ?? "", json.Text("action_ts") ?? "", ElementValue.Read(json))
            : null;
}
