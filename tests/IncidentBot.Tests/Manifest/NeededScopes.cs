namespace IncidentBot.Tests.Manifest;

/// <summary>
/// The bot scopes that Slack requires, from the reference page of each method and event (https://docs.slack.dev/reference). A method or event that is missing
/// here fails the test: look it up before its first use.
/// </summary>
internal static class NeededScopes
{
    private static readonly string[] Rooms = ["channels:manage", "groups:write"];
    private static readonly string[] ChannelFacts = ["channels:read", "groups:read"];
    private static readonly string[] Words = ["channels:history", "groups:history"];

    public static readonly IReadOnlyDictionary<string, string[]> ByMethod = new Dictionary<string, string[]>
    {
        ["auth.test"] = [],
        ["bookmarks.add"] = ["bookmarks:write"],
        ["bookmarks.list"] = ["bookmarks:read"],
        ["chat.delete"] = ["chat:write"],
        ["chat.getPermalink"] = [],
        ["chat.postEphemeral"] = ["chat:write"],
        // The second scope is for public channels without the bot as a member: the announcement channel.
        ["chat.postMessage"] = ["chat:write", "chat:write.public"],
        ["chat.update"] = ["chat:write"],
        ["conversations.create"] = Rooms,
        // The third scope is for the direct conversation of a reminder.
        ["conversations.history"] = [.. Words, "im:history"],
        ["conversations.info"] = ChannelFacts,
        ["conversations.invite"] = Rooms,
        ["conversations.join"] = ["channels:join"],
        ["conversations.list"] = ChannelFacts,
        ["conversations.open"] = ["im:write"],
        ["conversations.rename"] = Rooms,
        ["conversations.replies"] = Words,
        ["conversations.setPurpose"] = Rooms,
        ["conversations.setTopic"] = Rooms,
        ["pins.add"] = ["pins:write"],
        ["reactions.add"] = ["reactions:write"],
        ["usergroups.list"] = ["usergroups:read"],
        ["users.info"] = ["users:read"],
        ["users.list"] = ["users:read"],
        ["views.open"] = [],
        ["views.publish"] = [],
        ["views.push"] = [],
        ["views.update"] = [],
    };

    public static readonly IReadOnlyDictionary<string, string[]> ByEvent = new Dictionary<string, string[]>
    {
        ["app_home_opened"] = [],
        ["app_mention"] = ["app_mentions:read"],
        ["app_uninstalled"] = [],
        ["channel_archive"] = ["channels:read"],
        ["channel_deleted"] = ["channels:read"],
        ["channel_id_changed"] = [],
        ["channel_rename"] = ["channels:read"],
        ["channel_unarchive"] = ["channels:read"],
        ["group_archive"] = ["groups:read"],
        ["group_deleted"] = ["groups:read"],
        ["group_rename"] = ["groups:read"],
        ["group_unarchive"] = ["groups:read"],
        ["member_joined_channel"] = ChannelFacts,
        ["member_left_channel"] = ChannelFacts,
        ["pin_added"] = ["pins:read"],
        ["pin_removed"] = ["pins:read"],
        ["reaction_added"] = ["reactions:read"],
        ["tokens_revoked"] = [],
        ["user_change"] = ["users:read"],
    };
}
