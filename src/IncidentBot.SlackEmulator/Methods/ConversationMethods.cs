using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>conversations.*: the methods that change a channel.</summary>
internal static class ConversationMethods
{
    private const int LongestTopic = 250;
    private const int LongestName = 80;
    private const int MostInvited = 100;

    private static readonly string[] Manage = ["channels:manage", "groups:write"];

    private static readonly string[] ManageTopic = [.. Manage, "channels:write.topic", "groups:write.topic"];

    public static readonly SlackMethod[] All =
    [
        new("conversations.create", MethodTier.Tier2, Create) { AnyScopeOf = Manage, Required = ["name"] },
        new("conversations.invite", MethodTier.Tier3, Invite)
        {
            AnyScopeOf = [.. Manage, "channels:write.invites", "groups:write.invites"],
            Required = ["channel", "users"],
        },
        new("conversations.join", MethodTier.Tier3, Join) { AnyScopeOf = ["channels:join"], Required = ["channel"] },
        new("conversations.kick", MethodTier.Tier3, Kick) { AnyScopeOf = Manage, Required = ["channel", "user"] },
        new("conversations.leave", MethodTier.Tier3, Leave) { AnyScopeOf = Manage, Required = ["channel"] },
        new("conversations.setTopic", MethodTier.Tier2, SetTopic) { AnyScopeOf = ManageTopic, Required = ["channel", "topic"] },
        new("conversations.setPurpose", MethodTier.Tier2, SetPurpose) { AnyScopeOf = ManageTopic, Required = ["channel", "purpose"] },
        new("conversations.rename", MethodTier.Tier2, Rename) { AnyScopeOf = Manage, Required = ["channel", "name"] },
        new("conversations.archive", MethodTier.Tier2, Archive) { AnyScopeOf = Manage, Required = ["channel"] },
        new("conversations.unarchive", MethodTier.Tier2, Unarchive) { AnyScopeOf = Manage, Required = ["channel"] },
        new("conversations.open", MethodTier.Tier3, Open) { AnyScopeOf = ["im:write", "mpim:write"] },
    ];

    private static JsonObject Create(MethodCall call)
    {
        var isPrivate = call.Flag("is_private");
        call.NeedScope(isPrivate ? "groups:write" : "channels:manage");
        var name = FreeName(call, except: null);
        return ChannelJson.Answer(call, call.Workspace.Create(name, isPrivate, call.Bot));
    }

    private static JsonObject Invite(MethodCall call)
    {
        var channel = call.Membership();
        call.NeedManage(channel, "channels:write.invites");
        var users = call.Need("users").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (users.Length is 0 or > MostInvited)
            throw new RefusedException(users.Length == 0 ? "no_user" : "too_many_users");
        var refused = users.Select(user => (User: user, Error: WhyNotInvited(call, channel, user))).Where(pair => pair.Error is not null).ToArray();
        var errors = Json.Array(refused.Select(pair => new JsonObject { ["user"] = pair.User, ["ok"] = false, ["error"] = pair.Error }));
        if (refused.Length > 0 && (!call.Flag("force") || refused.Length == users.Length))
            throw new RefusedException(refused[0].Error!) { Details = new JsonObject { ["errors"] = errors } };
        foreach (var user in users.Except(refused.Select(pair => pair.User)))
            call.Workspace.Join(channel.Id, user, inviter: call.Bot);
        var answer = ChannelJson.Answer(call, call.Workspace.Channel(channel.Id));
        if (refused.Length > 0)
            answer["errors"] = errors;
        return answer;
    }

    private static JsonObject Join(MethodCall call)
    {
        var channel = call.Channel();
        if (channel.IsPrivate)
            throw new RefusedException("method_not_supported_for_channel_type");
        if (channel.IsArchived)
            throw new RefusedException("is_archived");
        if (!channel.Members.Contains(call.Bot))
            return ChannelJson.Answer(call, call.Workspace.Join(channel.Id, call.Bot, inviter: null));
        call.Warnings.Add("already_in_channel");
        return ChannelJson.Answer(call, channel);
    }

    private static JsonObject Kick(MethodCall call)
    {
        var channel = call.Membership();
        call.NeedManage(channel);
        var user = call.User(call.Need("user"));
        if (user.Id == call.Bot)
            throw new RefusedException("cant_kick_self");
        if (channel.Name == "general")
            throw new RefusedException("cant_kick_from_general");
        if (!channel.Members.Contains(user.Id))
            throw new RefusedException("not_in_channel");
        call.Workspace.Leave(channel.Id, user.Id);
        return MethodCall.Ok;
    }

    private static JsonObject Leave(MethodCall call)
    {
        var channel = call.Channel();
        call.NeedManage(channel);
        if (channel.Name == "general")
            throw new RefusedException("cant_leave_general");
        if (!channel.Members.Contains(call.Bot))
            return new JsonObject { ["ok"] = true, ["not_in_channel"] = true };
        call.Workspace.Leave(channel.Id, call.Bot);
        return MethodCall.Ok;
    }

    private static JsonObject SetTopic(MethodCall call)
    {
        var channel = ChannelToDescribe(call, "topic");
        return ChannelJson.Answer(call, call.Workspace.SetTopic(channel.Id, call.Text("topic")!, call.Bot));
    }

    private static JsonObject SetPurpose(MethodCall call)
    {
        var channel = ChannelToDescribe(call, "purpose");
        return ChannelJson.Answer(call, call.Workspace.SetPurpose(channel.Id, call.Text("purpose")!, call.Bot));
    }

    private static JsonObject Rename(MethodCall call)
    {
        var channel = call.Membership();
        call.NeedManage(channel);
        if (channel.Creator != call.Bot)
            throw new RefusedException("not_authorized");
        return ChannelJson.Answer(call, call.Workspace.Rename(channel.Id, FreeName(call, except: channel.Id), call.Bot));
    }

    private static JsonObject Archive(MethodCall call)
    {
        var channel = call.Membership(archived: "already_archived");
        call.NeedManage(channel);
        if (channel.Name == "general")
            throw new RefusedException("cant_archive_general");
        call.Workspace.Archive(channel.Id, call.Bot);
        return MethodCall.Ok;
    }

    /// <summary>Slack documents the method, but archiving removes the bot from the channel, so it never succeeds for a bot.</summary>
    private static JsonObject Unarchive(MethodCall call)
    {
        var channel = call.Channel();
        call.NeedManage(channel);
        throw new RefusedException(channel.IsArchived ? "not_in_channel" : "not_archived");
    }

    private static JsonObject Open(MethodCall call)
    {
        if (call.Text("users") is not { Length: > 0 } users)
            return call.Text("channel") is { Length: > 0 } ? ChannelJson.Answer(call, call.Channel()) : throw new RefusedException("users_list_not_supplied");
        var ids = users.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 1)
            throw new RefusedException(ids.Length > 8 ? "too_many_users" : "method_not_supported_for_channel_type");
        call.NeedScope("im:write");
        var user = call.User(ids[0]);
        if (user.IsDeactivated)
            throw new RefusedException("user_disabled");
        if (user.IsBot)
            throw new RefusedException("cannot_dm_bot");
        var direct = call.Workspace.Direct(user.Id);
        return new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = direct.Id } };
    }

    private static SlackChannel ChannelToDescribe(MethodCall call, string what)
    {
        var channel = call.Membership();
        call.NeedManage(channel, "channels:write.topic");
        return call.Text(what) is { Length: > LongestTopic } ? throw new RefusedException("too_long") : channel;
    }

    private static string? WhyNotInvited(MethodCall call, SlackChannel channel, string id)
    {
        if (id == call.Bot)
            return "cant_invite_self";
        if (call.Workspace.FindUser(id) is not { IsStranger: false } user || user.Id != id)
            return "user_not_found";
        if (user.IsDeactivated)
            return "cant_invite";
        if (channel.Members.Contains(id))
            return "already_in_channel";
        return user.IsSingleChannelGuest ? "ura_max_channels" : null;
    }

    private static string FreeName(MethodCall call, string? except)
    {
        var name = call.Text("name") ?? "";
        if (name.Length == 0)
            throw new RefusedException("invalid_name_required");
        if (name.Length > LongestName)
            throw new RefusedException("invalid_name_maxlength");
        if (!name.Any(char.IsAsciiLetterOrDigit))
            throw new RefusedException("invalid_name_punctuation");
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'))
            throw new RefusedException("invalid_name_specials");
        return call.Workspace.FindChannel(name) is { } other && other.Id != except ? throw new RefusedException("name_taken") : name;
    }
}
