namespace IncidentBot.Slack.Requests;

/// <summary>
/// An event of the Events API. The <c>group_*</c> events of private channels are read as the <c>channel_*</c> events they correspond to.
/// </summary>
public abstract record Event
{
    private protected Event()
    {
    }

    /// <summary>The time of the event, by which Slack orders events; null when not given.</summary>
    public string? EventTs { get; init; }
}

/// <summary>A user opened the app's Home tab. <c>HasView</c> is true when a view was published to them before.</summary>
public sealed record AppHomeOpened(string UserId, string Tab, bool HasView) : Event;

/// <summary>A user mentioned the bot. The same message may also arrive as a <see cref="MessageEvent"/>.</summary>
public sealed record AppMention(string UserId, string ChannelId, string Text, string Ts, string? ThreadTs) : Event;

/// <summary>A message was posted, changed or deleted, as the subtype says; a plain message has none.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="UserId">The author; some bots have none.</param>
/// <param name="BotId">The ID of the bot that posted it.</param>
/// <param name="Text">The text, escaped; the new text of a changed one; empty for a deleted one.</param>
/// <param name="Ts">The message's ID in its channel: of the message changed or deleted, not of the change.</param>
/// <param name="ThreadTs">The thread's parent; equal to <paramref name="Ts"/> on the parent itself.</param>
/// <param name="Subtype">Null for a plain message; <c>message_changed</c>, <c>message_deleted</c>, <c>file_share</c>…</param>
/// <param name="ChannelType"><c>channel</c>, <c>group</c>, <c>im</c>, <c>mpim</c> or <c>app_home</c>.</param>
public sealed record MessageEvent(
    string ChannelId, string? UserId, string? BotId, string Text, string Ts, string? ThreadTs, string? Subtype, string ChannelType) : Event
{
    /// <summary>The ID of the app that posted it; the app's own posts arrive as events too.</summary>
    public string? AppId { get; init; }
}

/// <summary>A user, possibly the bot, joined a channel; the inviter is null without an invitation.</summary>
public sealed record MemberJoinedChannel(string UserId, string ChannelId, string? InviterId) : Event;

/// <summary>A user, possibly the bot, left a channel.</summary>
public sealed record MemberLeftChannel(string UserId, string ChannelId) : Event;

/// <summary><c>UserId</c> pinned an item; the message is null when it is a file.</summary>
public sealed record PinAdded(string UserId, string ChannelId, PinnedMessage? Message) : Event;

/// <summary><c>UserId</c> unpinned an item; the message is null when it is a file.</summary>
public sealed record PinRemoved(string UserId, string ChannelId, PinnedMessage? Message) : Event;

/// <summary>A pinned message: its ID in the channel, its author, its escaped text and its permalink.</summary>
public sealed record PinnedMessage(string Ts, string? UserId, string Text, string? Permalink);

/// <summary>A user reacted to a message. The name of the reaction has no colons and no skin tone.</summary>
public sealed record ReactionAdded(string UserId, string Reaction, string ChannelId, string Ts, string? ItemUserId) : Event;

/// <summary>A channel was renamed.</summary>
public sealed record ChannelRename(string ChannelId, string Name) : Event;

/// <summary>A channel was archived, which removes the bot from it.</summary>
public sealed record ChannelArchive(string ChannelId, string? UserId) : Event;

/// <summary>A channel was unarchived; the bot must join it again.</summary>
public sealed record ChannelUnarchive(string ChannelId, string? UserId) : Event;

/// <summary>A channel was deleted.</summary>
public sealed record ChannelDeleted(string ChannelId) : Event;

/// <summary>A channel has a new ID: stored IDs must be updated.</summary>
public sealed record ChannelIdChanged(string OldChannelId, string NewChannelId) : Event;

/// <summary>A user's profile or status changed.</summary>
public sealed record UserChange(WebApi.PersonInfo User) : Event;

/// <summary>The app was removed from the workspace. The event may arrive late, even after a new installation.</summary>
public sealed record AppUninstalled : Event;

/// <summary>The tokens of these users were revoked; any bot user means that the installation is no longer valid.</summary>
public sealed record TokensRevoked(IReadOnlyList<string> BotUserIds, IReadOnlyList<string> UserIds) : Event;

/// <summary>An unknown event, or one without a required member.</summary>
public sealed record UnknownEvent(string Type) : Event;
