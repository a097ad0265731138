using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>conversations.*: the methods that only read.</summary>
internal static class ConversationReads
{
    private static readonly string[] Read = ["channels:read", "groups:read", "im:read"];
    private static readonly string[] History = ["channels:history", "groups:history", "im:history"];

    public static readonly SlackMethod[] All =
    [
        new("conversations.info", MethodTier.Tier3, Info) { TakesJson = false, AnyScopeOf = Read, Required = ["channel"] },
        new("conversations.members", MethodTier.Tier4, Members) { TakesJson = false, AnyScopeOf = Read, Required = ["channel"] },
        new("conversations.list", MethodTier.Tier2, List) { TakesJson = false, AnyScopeOf = Read },
        new("users.conversations", MethodTier.Tier3, OfUser) { TakesJson = false, AnyScopeOf = Read },
        new("conversations.history", MethodTier.Tier3, Messages) { AnyScopeOf = History, Required = ["channel"] },
        new("conversations.replies", MethodTier.Tier3, Replies) { TakesJson = false, AnyScopeOf = History, Required = ["channel", "ts"] },
    ];

    private static JsonObject Info(MethodCall call) => ChannelJson.Answer(call, Seen(call, "read"), call.Flag("include_num_members"));

    private static JsonObject Members(MethodCall call)
    {
        var (page, metadata) = call.Page(Seen(call, "read").Members);
        return new JsonObject { ["ok"] = true, ["members"] = Json.Strings(page), ["response_metadata"] = metadata };
    }

    private static JsonObject List(MethodCall call) => Channels(call, channel => !channel.IsPrivate || channel.Members.Contains(call.Bot));

    private static JsonObject OfUser(MethodCall call)
    {
        var user = call.Text("user") is { Length: > 0 } id ? call.User(id).Id : call.Bot;
        return Channels(call, channel => channel.Members.Contains(user) && (!channel.IsPrivate || channel.Members.Contains(call.Bot)));
    }

    private static JsonObject Messages(MethodCall call)
    {
        var channel = Seen(call, "history");
        if (!channel.Members.Contains(call.Bot))
            throw new RefusedException("not_in_channel");
        var messages = Between(call, channel.Messages.Where(message => !message.IsReply || message.IsBroadcast)).Reverse().ToArray();
        var answer = Page(call, messages);
        answer["pin_count"] = channel.Pins.Count;
        return answer;
    }

    private static JsonObject Replies(MethodCall call)
    {
        var channel = Seen(call, "history");
        if (!channel.Members.Contains(call.Bot))
            throw new RefusedException("not_in_channel");
        var ts = call.Need("ts");
        var parent = channel.Find(ts)?.ThreadTs ?? ts;
        if (channel.Find(parent) is null)
            throw new RefusedException("thread_not_found");
        var messages = Between(call, channel.Messages.Where(message => message.Ts == parent || message.ThreadTs == parent)).ToArray();
        return Page(call, messages);
    }

    /// <summary>A channel that the bot can see, with the scope that its kind requires.</summary>
    private static SlackChannel Seen(MethodCall call, string what)
    {
        var channel = call.Channel();
        if (channel.DirectWith is null)
            call.NeedScope(channel.IsPrivate ? $"groups:{what}" : $"channels:{what}");
        else if (what == "history")
            call.NeedScope("im:history");
        return channel;
    }

    private static JsonObject Page(MethodCall call, SlackMessage[] messages)
    {
        var (page, metadata) = call.Page(messages);
        return new JsonObject
        {
            ["ok"] = true,
            ["messages"] = Json.Array(page.Select(message => MessageJson.Message(call.Workspace, message, call.Flag("include_all_metadata")))),
            ["has_more"] = (string?)metadata["next_cursor"] != "",
            ["response_metadata"] = metadata,
        };
    }

    private static IEnumerable<SlackMessage> Between(MethodCall call, IEnumerable<SlackMessage> messages)
    {
        var inclusive = call.Flag("inclusive");
        var oldest = Bound(call, "oldest");
        var latest = Bound(call, "latest");
        return messages.Where(message =>
            (oldest is null || Timestamps.Compare(message.Ts, oldest) >= (inclusive ? 0 : 1))
            && (latest is null || Timestamps.Compare(message.Ts, latest) <= (inclusive ? 0 : -1)));
    }

    private static string? Bound(MethodCall call, string name)
    {
        if (call.Text(name) is not { Length: > 0 } ts)
            return null;
        return Timestamps.IsValid(ts) ? ts : throw new RefusedException($"invalid_ts_{name}");
    }

    private static JsonObject Channels(MethodCall call, Func<SlackChannel, bool> include)
    {
        var types = (call.Text("types") is { Length: > 0 } given ? given : "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Any(type => type is not ("public_channel" or "private_channel" or "im" or "mpim")))
            throw new RefusedException("invalid_types");
        if (types.Contains("private_channel"))
            call.NeedScope("groups:read");
        if (types.Contains("im"))
            call.NeedScope("im:read");
        var channels = call.Workspace.Channels
            .Where(channel => types.Contains(channel.DirectWith is not null ? "im" : channel.IsPrivate ? "private_channel" : "public_channel"))
            .Where(channel => !(channel.IsArchived && call.Flag("exclude_archived")))
            .Where(include)
            .ToArray();
        var (page, metadata) = call.Page(channels);
        return new JsonObject
        {
            ["ok"] = true,
            ["channels"] = Json.Array(page.Select(channel => ChannelJson.Channel(call, channel, withCount: true))),
            ["response_metadata"] = metadata,
        };
    }
}
