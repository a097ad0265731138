namespace IncidentBot.SlackEmulator;

/// <summary>How the emulated Slack behaves.</summary>
public sealed record SlackEmulatorOptions
{
    /// <summary>What an incident bot's manifest usually asks for.</summary>
    public static readonly IReadOnlySet<string> UsualScopes = new HashSet<string>
    {
        "commands", "chat:write", "chat:write.public", "channels:manage", "groups:write", "channels:join", "channels:read", "groups:read",
        "channels:history", "groups:history", "im:history", "im:write", "app_mentions:read", "reactions:read", "reactions:write", "pins:read",
        "pins:write", "bookmarks:read", "bookmarks:write", "users:read", "users:read.email", "usergroups:read", "team:read", "files:write", "canvases:write", "canvases:read",
    };

    /// <summary>The events such a bot usually subscribes to.</summary>
    public static readonly IReadOnlySet<string> UsualEvents = new HashSet<string>
    {
        "app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked", "channel_archive", "channel_unarchive", "channel_rename",
        "channel_deleted", "channel_id_changed", "group_archive", "group_unarchive", "group_rename", "group_deleted", "member_joined_channel",
        "member_left_channel", "message.channels", "message.groups", "message.im", "pin_added", "pin_removed", "reaction_added", "reaction_removed",
    };

    /// <summary>What the bot token is granted.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = UsualScopes;

    /// <summary>Which events the app is subscribed to; messages by kind of channel (<c>message.channels</c>, <c>message.groups</c>, <c>message.im</c>).</summary>
    public IReadOnlySet<string> Events { get; init; } = UsualEvents;

    /// <summary>Whether too many calls are answered 429.</summary>
    public bool EnforceRateLimits { get; init; } = true;

    /// <summary>How many messages a channel takes at once before the rule of one a second bites.</summary>
    public int MessageBurst { get; init; } = 3;

    /// <summary>Whether the app hears of what its own bot does, as from Slack it does.</summary>
    public bool DeliverOwnEvents { get; init; } = true;

    /// <summary>Whether every event comes twice; Slack promises at least once.</summary>
    public bool DuplicateEvents { get; init; }

    /// <summary>How long the bot may take to answer, in real time. Slack gives three seconds.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(3);
}
