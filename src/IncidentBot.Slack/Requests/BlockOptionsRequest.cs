using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A user types in an external select. The response is a <see cref="BlockOptionsResponse"/>.</summary>
/// <param name="ActionId">The select's action ID.</param>
/// <param name="BlockId">The ID of its block.</param>
/// <param name="Value">The text typed so far.</param>
/// <param name="View">Its view; null in a message.</param>
public sealed record BlockOptionsRequest(string ActionId, string BlockId, string Value, ViewInfo? View) : InteractionRequest
{
    internal static BlockOptionsRequest? Read(JsonElement json, string userId) =>
        json.Filled("action_id") is { } actionId
            ? new BlockOptionsRequest(actionId, json.Text("block_id") ?? "", json.Text("value") ?? "", ViewInfo.Read(json.Child("view")))
                { UserId = userId }
            : null;
}
