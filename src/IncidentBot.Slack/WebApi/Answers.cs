using System.Text.Json;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.WebApi;

/// <summary>The workspace and bot that a token belongs to.</summary>
/// <param name="Url">The workspace's URL.</param>
/// <param name="Team">Its name.</param>
/// <param name="TeamId">Its ID.</param>
/// <param name="UserId">The bot's user ID, as in mentions.</param>
/// <param name="BotId">The bot's own ID, as in its messages.</param>
/// <param name="EnterpriseId">The organization; null outside Enterprise.</param>
public sealed record AuthTestResponse(string Url, string Team, string TeamId, string UserId, string? BotId, string? EnterpriseId)
{
    internal static AuthTestResponse? Read(JsonElement json) =>
        json.Filled("team_id") is { } team && json.Filled("user_id") is { } user
            ? new AuthTestResponse(json.Text("url") ?? "", json.Text("team") ?? "", team, user, json.Filled("bot_id"), json.Filled("enterprise_id"))
            : null;
}

/// <summary>The URL for a Socket Mode connection.</summary>
/// <param name="Url">A ws or wss URL that contains a secret ticket.</param>
public sealed record ConnectionsOpenResponse(Uri Url)
{
    internal static ConnectionsOpenResponse? Read(JsonElement json) =>
        Uri.TryCreate(json.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws"
            ? new ConnectionsOpenResponse(url)
            : null;

    /// <summary>The host only, never the ticket.</summary>
    public override string ToString() => $"A connection to {Url.Host}";
}

/// <summary>The location of a message. For a message to a user's ID it is the channel of the direct conversation.</summary>
/// <param name="Channel">The channel's ID.</param>
/// <param name="Ts">The message's ID in the channel.</param>
public sealed record PostMessageResponse(string Channel, string Ts)
{
    internal static PostMessageResponse? Read(JsonElement json) =>
        json.Filled("channel") is { } channel && json.Filled("ts") is { } ts ? new PostMessageResponse(channel, ts) : null;
}

/// <summary>A channel.</summary>
public sealed record Conversation
{
    /// <summary>The channel's ID; unlike the name it hardly ever changes.</summary>
    public required string Id { get; init; }

    /// <summary>The name without #; Slack may have altered the requested one.</summary>
    public required string Name { get; init; }

    /// <summary>An archived channel accepts no messages.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether the bot is a member.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether only members see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it is shared with other organizations.</summary>
    public bool IsExtShared { get; init; }

    /// <summary>The ID of its creator.</summary>
    public string? Creator { get; init; }

    /// <summary>The topic, escaped.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The description, escaped.</summary>
    public string Purpose { get; init; } = "";

    internal static Conversation? Read(JsonElement json) => json.Filled("id") is not { } id
        ? null
        : new Conversation
        {
            Id = id,
            Name = json.Text("name") ?? "",
            IsArchived = json.Flag("is_archived"),
            IsMember = json.Flag("is_member"),
            IsPrivate = json.Flag("is_private"),
            IsExtShared = json.Flag("is_ext_shared"),
            Creator = json.Filled("creator"),
            Topic = json.Child("topic")?.Text("value") ?? "",
            Purpose = json.Child("purpose")?.Text("value") ?? "",
        };
}

/// <summary>A message read from a channel.</summary>
/// <param name="Ts">Its ID in the channel.</param>
/// <param name="UserId">Its author; some bots have none.</param>
/// <param name="BotId">The ID of the bot that posted it.</param>
/// <param name="Text">Its text, escaped.</param>
/// <param name="ThreadTs">The thread's parent.</param>
/// <param name="Subtype">Null for a plain message.</param>
/// <param name="Metadata">The app's metadata; null unless requested.</param>
public sealed record HistoryMessage(
    string Ts, string? UserId, string? BotId, string Text, string? ThreadTs, string? Subtype, MessageMetadata? Metadata)
{
    internal static HistoryMessage? Read(JsonElement json) =>
        json.Filled("ts") is { } ts
            ? new HistoryMessage(
                ts,
                json.Filled("user"),
                json.Filled("bot_id"),
                json.Text("text") ?? "",
                json.Filled("thread_ts"),
                json.Filled("subtype"),
                MessageMetadata.Read(json.Child("metadata")))
            : null;
}

/// <summary>One page of a list. A short or empty page is not the end; the end is a page without a next cursor.</summary>
/// <param name="Items">The entries.</param>
/// <param name="NextCursor">The cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    internal static Page<T>? Read(JsonElement json, string list, Func<JsonElement, T?> read) =>
        json.Member(list) is { ValueKind: JsonValueKind.Array }
            ? new Page<T>([.. json.Items(list).Select(read).OfType<T>()], json.Child("response_metadata")?.Filled("next_cursor"))
            : null;
}

/// <summary>The users whom an invitation did not reach; all others are in the channel.</summary>
public sealed record InviteResponse(IReadOnlyList<InviteError> Errors)
{
    // A user who is already in the channel is a success, and the bot needs no invitation to its own channel.
    internal static IReadOnlyList<InviteError> ReadErrors(JsonElement json) =>
    [
        .. from error in json.Items("errors")
           let user = error.Filled("user")
           let code = error.Filled("error")
           where user is not null && code is not null
           select new InviteError(user, code),
    ];
}

/// <summary>A user whom an invitation did not reach, and Slack's error code.</summary>
public sealed record InviteError(string UserId, string Code);

/// <summary>A link in a channel's bookmark bar.</summary>
public sealed record Bookmark(string Id, string Title, string? Link, string? Emoji)
{
    internal static Bookmark? Read(JsonElement json) =>
        json.Filled("id") is { } id ? new Bookmark(id, json.Text("title") ?? "", json.Filled("link"), json.Filled("emoji")) : null;
}

/// <summary>A group of users that can be mentioned together.</summary>
/// <param name="Id">Its ID, as in mentions.</param>
/// <param name="Handle">The handle after the @.</param>
/// <param name="Name">Its title.</param>
/// <param name="IsDisabled">Whether it is disabled.</param>
/// <param name="Users">The IDs of its members; empty unless requested.</param>
public sealed record UserGroup(string Id, string Handle, string Name, bool IsDisabled, IReadOnlyList<string> Users)
{
    internal static UserGroup? Read(JsonElement json) =>
        json.Filled("id") is { } id
            ? new UserGroup(id, json.Text("handle") ?? "", json.Text("name") ?? "", json.Whole("date_delete") is > 0, json.Texts("users"))
            : null;
}
