using System.Text.Json;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.Slack.Requests;

/// <summary>Reads the inner object of an event callback.</summary>
internal static class EventReader
{
    public static Event Read(string type, JsonElement json)
    {
        var read = ReadKnown(type, json) ?? new UnknownEvent(type);
        return read with { EventTs = json.Filled("event_ts") };
    }

    private static Event? ReadKnown(string type, JsonElement json)
    {
        var user = json.Filled("user");
        var channel = json.Filled("channel") ?? json.Filled("channel_id");
        return type switch
        {
            "message" => channel is null ? null : Message(json, channel),
            "app_mention" => user is null || channel is null || json.Filled("ts") is not { } ts
                ? null
                : new AppMention(user, channel, json.Text("text") ?? "", ts, json.Filled("thread_ts")),
            "app_home_opened" => user is null ? null : new AppHomeOpened(user, json.Text("tab") ?? "home", json.Child("view") is not null),
            "member_joined_channel" => user is null || channel is null ? null : new MemberJoinedChannel(user, channel, json.Filled("inviter")),
            "member_left_channel" => user is null || channel is null ? null : new MemberLeftChannel(user, channel),
            "pin_added" => user is null || channel is null ? null : new PinAdded(user, channel, Pinned(json)),
            "pin_removed" => user is null || channel is null ? null : new PinRemoved(user, channel, Pinned(json)),
            "reaction_added" => user is null ? null : Reaction(json, user),
            "channel_rename" or "group_rename" => Rename(json),
            "channel_archive" or "group_archive" => channel is null ? null : new ChannelArchive(channel, user),
            "channel_unarchive" or "group_unarchive" => channel is null ? null : new ChannelUnarchive(channel, user),
            "channel_deleted" or "group_deleted" => channel is null ? null : new ChannelDeleted(channel),
            "channel_id_changed" => json.Filled("old_channel_id") is { } old && json.Filled("new_channel_id") is { } current
                ? new ChannelIdChanged(old, current)
                : null,
            "user_change" => json.Child("user") is { } changed && PersonInfo.Read(changed) is { } person ? new UserChange(person) : null,
            "app_uninstalled" => new AppUninstalled(),
            "tokens_revoked" => new TokensRevoked(json.Child("tokens")?.Texts("bot") ?? [], json.Child("tokens")?.Texts("oauth") ?? []),
            _ => null,
        };
    }

    private static MessageEvent? Message(JsonElement json, string channel)
    {
        var subtype = json.Filled("subtype");
        var message = subtype == "message_changed" ? json.Child("message") ?? json : json;
        var ts = subtype == "message_deleted" ? json.Filled("deleted_ts") : message.Filled("ts");

        return ts is null
            ? null
            : new MessageEvent(
                channel,
                message.Filled("user"),
                message.Filled("bot_id"),
                message.Text("text") ?? "",
                ts,
                message.Filled("thread_ts"),
                subtype,
                json.Text("channel_type") ?? "") { AppId = message.Filled("app_id") };
    }

    private static PinnedMessage? Pinned(JsonElement json) =>
        json.Child("item")?.Child("message") is { } message && message.Filled("ts") is { } ts
            ? new PinnedMessage(ts, message.Filled("user"), message.Text("text") ?? "", message.Filled("permalink"))
            : null;

    private static ReactionAdded? Reaction(JsonElement json, string user) =>
        json.Filled("reaction") is { } reaction && json.Child("item") is { } item
            && item.Filled("channel") is { } channel && item.Filled("ts") is { } ts
            ? new ReactionAdded(user, reaction.Split("::")[0], channel, ts, json.Filled("item_user"))
            : null;

    private static ChannelRename? Rename(JsonElement json) =>
        json.Child("channel") is { } channel && channel.Filled("id") is { } id && channel.Filled("name") is { } name
            ? new ChannelRename(id, name)
            : null;
}
