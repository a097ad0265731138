using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>Someone types in an external select. Answer with a <see cref="BlockOptionsResponse"/>.</summary>
/// <param name="ActionId">What we named the select.</param>
/// <param name="BlockId">The block it sits in.</param>
/// <param name="Value">What was typed so far.</param>
/// <param name="View">The view it sits in; null in a message.</param>
public sealed record BlockOptionsRequest(string ActionId, string BlockId, string Value, ViewInfo? View) : InteractionRequest
{
    internal static BlockOptionsRequest? Read(JsonElement json, string userId) =>
        json.Filled("action_id") is { } actionId
            ? new BlockOptionsRequest(actionId, json.Text("block_id") ?? "", json.Text("value") ?? "", ViewInfo.Read(json.Child("view")))
                { UserId = userId }
            : null;
}
