using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Messages in the format of the Web API and events.</summary>
internal static class MessageJson
{
    /// <summary>A message in the format of responses and interaction payloads.</summary>
    public static JsonObject Message(SlackWorkspace workspace, SlackMessage message, bool withMetadata = false)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = message.User, ["ts"] = message.Ts, ["text"] = message.Text };
        if (message.Subtype is not null)
            json["subtype"] = message.Subtype;
        if (message.BotId is not null)
            json["bot_id"] = message.BotId;
        if (message.BotId == workspace.App.BotId)
            json["app_id"] = workspace.App.AppId;
        if (message.Subtype is null)
            json["team"] = workspace.App.TeamId;
        if (message.Blocks is not null)
            json["blocks"] = Json.Node(message.Blocks);
        if (message.Attachments is not null)
            json["attachments"] = Json.Node(message.Attachments);
        if (withMetadata && message.Metadata is not null)
            json["metadata"] = Json.Node(message.Metadata);
        if (message.ThreadTs is not null)
            json["thread_ts"] = message.ThreadTs;
        if (!message.Edits.IsEmpty && message.Blocks is null)
            json["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = $"{message.Edits[^1].ReplacedAt.ToUnixTimeSeconds()}.000000" };
        if (!message.Reactions.IsEmpty)
            json["reactions"] = Json.Array(message.Reactions.Select(Reaction));
        return json;
    }

    public static JsonObject Event(SlackWorkspace workspace, SlackMessage message)
    {
        var json = Message(workspace, message, withMetadata: true);
        Place(json, workspace, message.Channel);
        if (message.IsReply)
            json["parent_user_id"] = workspace.Channel(message.Channel).Find(message.ThreadTs!)?.User;
        if (message is { BotId: null, Subtype: null })
            json["client_msg_id"] = Guid.NewGuid().ToString();
        return json;
    }

    public static JsonObject Mention(SlackWorkspace workspace, SlackMessage message)
    {
        var json = Event(workspace, message);
        json["type"] = "app_mention";
        json.Remove("channel_type");
        return json;
    }

    public static JsonObject Changed(SlackWorkspace workspace, SlackMessage old, SlackMessage edited, string ts)
    {
        var json = new JsonObject
        {
            ["type"] = "message", ["subtype"] = "message_changed", ["hidden"] = true,
            ["message"] = Message(workspace, edited), ["previous_message"] = Message(workspace, old), ["ts"] = ts,
        };
        return Place(json, workspace, old.Channel);
    }

    public static JsonObject Deleted(SlackWorkspace workspace, SlackMessage message, string ts)
    {
        var json = new JsonObject
        {
            ["type"] = "message", ["subtype"] = "message_deleted", ["hidden"] = true,
            ["deleted_ts"] = message.Ts, ["previous_message"] = Message(workspace, message), ["ts"] = ts,
        };
        return Place(json, workspace, message.Channel);
    }

    public static string Permalink(SlackWorkspace workspace, string channel, string ts) =>
        $"https://{workspace.App.TeamDomain}.slack.com/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}";

    private static JsonObject Place(JsonObject json, SlackWorkspace workspace, string channelId)
    {
        var channel = workspace.Channel(channelId);
        json["channel"] = channelId;
        json["channel_type"] = channel.DirectWith is not null ? "im" : channel.IsPrivate ? "group" : "channel";
        return json;
    }

    private static JsonObject Reaction(SlackReaction reaction) =>
        new() { ["name"] = reaction.Name, ["users"] = Json.Strings(reaction.Users), ["count"] = reaction.Users.Count };
}
