using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>A message as it stands now. Its key is the channel and the timestamp.</summary>
public sealed record SlackMessage(string Channel, string Ts, string User, string Text)
{
    /// <summary>Set when an app wrote it.</summary>
    public string? BotId { get; init; }

    /// <summary>Blocks as stored, with the block and action ids Slack made up for those that had none.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>Attachments as sent.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>Event type and payload hidden in the message by the app.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The parent's timestamp when this is in a thread (the parent's own once it has a reply).</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Whether a reply was also sent to the channel.</summary>
    public bool IsBroadcast { get; init; }

    /// <summary>Slack's own lines (<c>channel_join</c>, <c>channel_topic</c>…); null for what somebody wrote.</summary>
    public string? Subtype { get; init; }

    /// <summary>Earlier forms of the message, the oldest first.</summary>
    public ImmutableList<SlackEdit> Edits { get; init; } = [];

    /// <summary>Emoji names and who used them.</summary>
    public ImmutableList<SlackReaction> Reactions { get; init; } = [];

    /// <summary>The only person who sees it, or null when the whole channel does.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>What is chosen in the message's menus, by block id and action id.</summary>
    public ImmutableDictionary<(string Block, string Action), JsonElement> State { get; init; } = ImmutableDictionary<(string, string), JsonElement>.Empty;

    /// <summary>Whether it is a reply, and so not on the channel's own page.</summary>
    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>Text, blocks and attachments as one string of JSON: what a reader can possibly see.</summary>
    public string Everything => $"{Text}\n{Blocks?.GetRawText()}\n{Attachments?.GetRawText()}";
}

/// <summary>A former text of a message, its blocks, and when it was replaced.</summary>
public sealed record SlackEdit(string Text, JsonElement? Blocks, DateTimeOffset ReplacedAt);

/// <summary>An emoji on a message.</summary>
public sealed record SlackReaction(string Name, ImmutableList<string> Users);
