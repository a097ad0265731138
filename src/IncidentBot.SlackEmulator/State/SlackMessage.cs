using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>A message in its present state. Its key is the channel and the timestamp.</summary>
public sealed record SlackMessage(string Channel, string Ts, string User, string Text)
{
    /// <summary>The app that posted it; null for a user's message.</summary>
    public string? BotId { get; init; }

    /// <summary>The stored blocks, with generated block and action IDs where the app gave none.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>Attachments as sent.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>The metadata of the app: event type and payload.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The parent's timestamp for a message in a thread; a parent has its own once it has a reply.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Whether a reply was also sent to the channel.</summary>
    public bool IsBroadcast { get; init; }

    /// <summary>The subtype of Slack's own lines (<c>channel_join</c>, <c>channel_topic</c>…); null for a user's or app's message.</summary>
    public string? Subtype { get; init; }

    /// <summary>Earlier versions of the message, the oldest first.</summary>
    public ImmutableList<SlackEdit> Edits { get; init; } = [];

    /// <summary>Emoji names with the users who reacted.</summary>
    public ImmutableList<SlackReaction> Reactions { get; init; } = [];

    /// <summary>The only user who sees it, or null when the whole channel does.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The selections in the message's menus, by block ID and action ID.</summary>
    public ImmutableDictionary<(string Block, string Action), JsonElement> State { get; init; } = ImmutableDictionary<(string, string), JsonElement>.Empty;

    /// <summary>Whether it is a reply, which the channel's main view does not show.</summary>
    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>Text, blocks and attachments as one string of JSON: everything that a reader can see.</summary>
    public string Everything => $"{Text}\n{Blocks?.GetRawText()}\n{Attachments?.GetRawText()}";
}

/// <summary>An earlier text of a message, its blocks, and the time of its replacement.</summary>
public sealed record SlackEdit(string Text, JsonElement? Blocks, DateTimeOffset ReplacedAt);

/// <summary>An emoji on a message.</summary>
public sealed record SlackReaction(string Name, ImmutableList<string> Users);
