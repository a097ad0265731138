namespace IncidentBot.Slack.Requests;

/// <summary>What happened. The <c>group_*</c> twins for private channels read as the same as their <c>channel_*</c> events.</summary>
public abstract record Event
{
    private protected Event()
    {
    }

    /// <summary>When it happened, as Slack orders events; null when not given.</summary>
    public string? EventTs { get; init; }
}

/// <summary>Someone opened our App Home. <c>HasView</c> tells whether a view was published to them before.</summary>
public sealed record AppHomeOpened(string UserId, string Tab, bool HasView) : Event;

/// <summary>Someone mentioned the bot. The same message may also come as a <see cref="MessageEvent"/>.</summary>
public sealed record AppMention(string UserId, string ChannelId, string Text, string Ts, string? ThreadTs) : Event;

/// <summary>A message was posted, changed or deleted; the subtype says which, and a plain message has none.</summary>
/// <param name="ChannelId">Where.</param>
/// <param name="UserId">The author; some bots have none.</param>
/// <param name="BotId">The bot it came from.</param>
/// <param name="Text">The text, escaped; the new text of a changed one; empty for a deleted one.</param>
/// <param name="Ts">The message's ID in its channel: of the message changed or deleted, not of the change.</param>
/// <param name="ThreadTs">The thread's parent; equal to <paramref name="Ts"/> on the parent itself.</param>
/// <param name="Subtype">Null for a plain message; <c>message_changed</c>, <c>message_deleted</c>, <c>file_share</c>…</param>
/// <param name="ChannelType"><c>channel</c>, <c>group</c>, <c>im</c>, <c>mpim</c> or <c>app_home</c>.</param>
public sealed record MessageEvent(
    string ChannelId, string? UserId, string? BotId, string Text, string Ts, string? ThreadTs, string? Subtype, string ChannelType) : Event
{
    /// <summary>The app it came from; our own posts come back as events.</summary>
    public string? AppId { get; init; }
}

/// <summary>Someone joined a channel, the bot itself included; no inviter when they came alone.</summary>
public sealed record MemberJoinedChannel(string UserId, string ChannelId, string? InviterId) : Event;

/// <summary>Someone left a channel, the bot itself included.</summary>
public sealed record MemberLeftChannel(string UserId, string ChannelId) : Event;

/// <summary>Something was pinned by <c>UserId</c>; the message is null when it is a file.</summary>
public sealed record PinAdded(string UserId, string ChannelId, PinnedMessage? Message) : Event;

/// <summary>Something was unpinned by <c>UserId</c>; the message is null when it is a file.</summary>
public sealed record PinRemoved(string UserId, string ChannelId, PinnedMessage? Message) : Event;

/// <summary>A pinned message: its ID in the channel, its author, its escaped text and its address.</summary>
public sealed record PinnedMessage(string Ts, string? UserId, string Text, string? Permalink);

/// <summary>Someone reacted to a message. The reaction's name has no colons and no skin tone.</summary>
public sealed record ReactionAdded(string UserId, string Reaction, string ChannelId, string Ts, string? ItemUserId) : Event;

/// <summary>A channel has a new name.</summary>
public sealed record ChannelRename(string ChannelId, string Name) : Event;

/// <summary>A channel was archived; the bot is out of it.</summary>
public sealed record ChannelArchive(string ChannelId, string? UserId) : Event;

/// <summary>A channel was unarchived; the bot must join again.</summary>
public sealed record ChannelUnarchive(string ChannelId, string? UserId) : Event;

/// <summary>A channel is gone for good.</summary>
public sealed record ChannelDeleted(string ChannelId) : Event;

/// <summary>A channel has a new ID: stored ones must be rewritten.</summary>
public sealed record ChannelIdChanged(string OldChannelId, string NewChannelId) : Event;

/// <summary>A person's profile or standing changed.</summary>
public sealed record UserChange(WebApi.PersonInfo User) : Event;

/// <summary>The app was removed from the workspace. May arrive late, even after a new installation.</summary>
public sealed record AppUninstalled : Event;

/// <summary>Tokens of these users were revoked; any bot user means our installation is dead.</summary>
public sealed record TokensRevoked(IReadOnlyList<string> BotUserIds, IReadOnlyList<string> UserIds) : Event;

/// <summary>An event this library does not know, or one that lacks what its type must have.</summary>
public sealed record UnknownEvent(string Type) : Event;
