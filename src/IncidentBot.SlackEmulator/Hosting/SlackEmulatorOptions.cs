namespace IncidentBot.SlackEmulator;

/// <summary>The behaviour of the emulated Slack.</summary>
public sealed record SlackEmulatorOptions
{
    /// <summary>The usual scopes of an incident bot's manifest.</summary>
    public static readonly IReadOnlySet<string> UsualScopes = new HashSet<string>
    {
        "commands", "chat:write", "chat:write.public", "channels:manage", "groups:write", "channels:join", "channels:read", "groups:read",
        "channels:history", "groups:history", "im:history", "im:write", "app_mentions:read", "reactions:read", "reactions:write", "pins:read",
        "pins:write", "bookmarks:read", "bookmarks:write", "users:read", "users:read.email", "usergroups:read", "team:read", "files:write",
        "canvases:write", "canvases:read",
    };

    /// <summary>The usual event subscriptions of such a bot.</summary>
    public static readonly IReadOnlySet<string> UsualEvents = new HashSet<string>
    {
        "app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked", "channel_archive", "channel_unarchive", "channel_rename",
        "channel_deleted", "channel_id_changed", "group_archive", "group_unarchive", "group_rename", "group_deleted", "member_joined_channel",
        "member_left_channel", "message.channels", "message.groups", "message.im", "pin_added", "pin_removed", "reaction_added", "reaction_removed",
    };

    /// <summary>The scopes of the bot token.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = UsualScopes;

    /// <summary>
    /// The app's event subscriptions; messages by kind of channel (<c>message.channels</c>, <c>message.groups</c>, <c>message.im</c>).
    /// </summary>
    public IReadOnlySet<string> Events { get; init; } = UsualEvents;

    /// <summary>Whether calls above the rate limit get a 429.</summary>
    public bool EnforceRateLimits { get; init; } = true;

    /// <summary>The number of messages that a channel accepts in a burst before the limit of one a second applies.</summary>
    public int MessageBurst { get; init; } = 3;

    /// <summary>Whether the app receives events of its own bot's actions, as from Slack.</summary>
    public bool DeliverOwnEvents { get; init; } = true;

    /// <summary>Whether every event is delivered twice; Slack guarantees at least once.</summary>
    public bool DuplicateEvents { get; init; }

    /// <summary>The bot's time limit for a response, in real time. Slack's limit is three seconds.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(3);
}
