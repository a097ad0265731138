using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>chat.*: posting, editing and deleting the app's messages.</summary>
internal static class ChatMethods
{
    private const int LongestUpdate = 4000;

    public static readonly SlackMethod[] All =
    [
        new("chat.postMessage", MethodTier.Posting, PostMessage) { AnyScopeOf = ["chat:write"], Required = ["channel"] },
        new("chat.update", MethodTier.Tier3, Update) { AnyScopeOf = ["chat:write"], Required = ["channel", "ts"] },
        new("chat.postEphemeral", MethodTier.Tier4, PostEphemeral) { AnyScopeOf = ["chat:write"], Required = ["channel", "user"] },
        new("chat.delete", MethodTier.Tier3, Delete) { AnyScopeOf = ["chat:write"], Required = ["channel", "ts"] },
        new("chat.getPermalink", MethodTier.Special, GetPermalink) { TakesJson = false, Required = ["channel", "message_ts"] },
    ];

    private static JsonObject PostMessage(MethodCall call)
    {
        var channel = Destination(call);
        if (channel.IsArchived)
            throw new RefusedException("is_archived");
        if (!channel.Members.Contains(call.Bot) && !call.HasScope("chat:write.public"))
            throw new RefusedException("not_in_channel");
        NeedCustomize(call);
        var content = MessageContent.Read(call);
        if (content.IsEmpty)
            throw new RefusedException("no_text");
        content.WarnIfSilent(call);
        var message = call.Workspace.Post(BotMessage.Draft(call.Workspace, channel.Id, content) with
        {
            ThreadTs = Thread(call, channel),
            IsBroadcast = call.Flag("reply_broadcast"),
        });
        return Answer(call, message);
    }

    private static JsonObject Update(MethodCall call)
    {
        var channel = call.Channel();
        if (channel.IsArchived)
            throw new RefusedException("is_inactive");
        var message = channel.Find(call.Need("ts")) ?? throw new RefusedException("message_not_found");
        if (message.User != call.Bot || message.Subtype is not null)
            throw new RefusedException("cant_update_message");
        if (call.Text("text") is { Length: > LongestUpdate })
            throw new RefusedException("msg_too_long");
        var content = MessageContent.Read(call);
        var changed = message with
        {
            Text = content.Text ?? message.Text,
            Blocks = NewBlocks(content, message),
            Attachments = content.Attachments ?? message.Attachments,
            Metadata = content.Metadata ?? message.Metadata,
        };
        if (changed.Text.Length == 0 && changed.Blocks is null && changed.Attachments is null)
            throw new RefusedException("no_text");
        changed = changed with { State = ElementValue.Defaults(changed.Blocks, message.State) };
        var answer = Answer(call, call.Workspace.Edit(message, changed, call.Bot));
        answer["text"] = changed.Text;
        return answer;
    }

    private static JsonObject PostEphemeral(MethodCall call)
    {
        var channel = call.Membership();
        var user = call.User(call.Need("user"), "user_not_in_channel");
        if (!channel.Members.Contains(user.Id))
            throw new RefusedException("user_not_in_channel");
        var content = MessageContent.Read(call);
        if (content.IsEmpty)
            throw new RefusedException("no_text");
        content.WarnIfSilent(call);
        var message = call.Workspace.PostEphemeral(BotMessage.Draft(call.Workspace, channel.Id, content) with { ThreadTs = Thread(call, channel) }, user.Id);
        return new JsonObject { ["ok"] = true, ["message_ts"] = message.Ts };
    }

    private static JsonObject Delete(MethodCall call)
    {
        var channel = call.Channel();
        var message = call.Message(channel, "ts");
        if (message.User != call.Bot || message.Subtype is not null)
            throw new RefusedException("cant_delete_message");
        call.Workspace.Delete(message, call.Bot);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private static JsonObject GetPermalink(MethodCall call)
    {
        var channel = call.Channel();
        var message = call.Message(channel, "message_ts");
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["permalink"] = MessageJson.Permalink(call.Workspace, channel.Id, message.Ts) };
    }

    /// <summary>The channel; for a user's ID, the app's direct conversation with that user.</summary>
    private static SlackChannel Destination(MethodCall call)
    {
        var id = call.Need("channel");
        if (call.Workspace.FindUser(id) is not { } user || user.Id != id)
            return call.Channel();
        return user is { IsStranger: false, IsDeactivated: false, IsBot: false }
            ? call.Workspace.Direct(user.Id)
            : throw new RefusedException("channel_not_found");
    }

    private static string? Thread(MethodCall call, SlackChannel channel)
    {
        if (call.Text("thread_ts") is not { Length: > 0 } ts)
            return null;
        return channel.Find(ts) is { IsReply: false } ? ts : throw new RefusedException("cannot_reply_to_message");
    }

    /// <summary>Text without blocks removes the blocks, and so does an empty list; an update with neither keeps them.</summary>
    private static JsonElement? NewBlocks(MessageContent content, SlackMessage message) => content switch
    {
        { Blocks: { } blocks } => blocks.GetArrayLength() == 0 ? null : blocks,
        { Text: not null } => null,
        _ => message.Blocks,
    };

    private static void NeedCustomize(MethodCall call)
    {
        if (call.Text("username") is not null || call.Text("icon_emoji") is not null || call.Text("icon_url") is not null)
            call.NeedScope("chat:write.customize");
    }

    private static JsonObject Answer(MethodCall call, SlackMessage message) => new()
    {
        ["ok"] = true, ["channel"] = message.Channel, ["ts"] = message.Ts, ["message"] = MessageJson.Message(call.Workspace, message, withMetadata: true),
    };
}
