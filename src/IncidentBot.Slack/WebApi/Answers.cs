using System.Text.Json;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.Slack.WebApi;

/// <summary>Which workspace and bot a token stands for.</summary>
/// <param name="Url">The workspace's address.</param>
/// <param name="Team">Its name.</param>
/// <param name="TeamId">Its ID.</param>
/// <param name="UserId">The bot's user ID, as in mentions.</param>
/// <param name="BotId">The bot's own ID, as in messages it posted.</param>
/// <param name="EnterpriseId">The organisation; null outside Enterprise.</param>
public sealed record AuthTestResponse(string Url, string Team, string TeamId, string UserId, string? BotId, string? EnterpriseId)
{
    internal static AuthTestResponse? Read(JsonElement json) =>
        json.Filled("team_id") is { } team && json.Filled("user_id") is { } user
            ? new AuthTestResponse(json.Text("url") ?? "", json.Text("team") ?? "", team, user, json.Filled("bot_id"), json.Filled("enterprise_id"))
            : null;
}

/// <summary>Where a Socket Mode connection waits to be opened.</summary>
/// <param name="Url">A ws or wss address with a secret ticket in it.</param>
public sealed record ConnectionsOpenResponse(Uri Url)
{
    internal static ConnectionsOpenResponse? Read(JsonElement json) =>
        Uri.TryCreate(json.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws"
            ? new ConnectionsOpenResponse(url)
            : null;

    /// <summary>Says where, and never with which ticket.</summary>
    public override string ToString() => $"A connection to {Url.Host}";
}

/// <summary>Where a message ended up. A message sent to a person's ID comes back with the channel of the conversation with them.</summary>
/// <param name="Channel">The channel's ID.</param>
/// <param name="Ts">The message's ID in it.</param>
public sealed record PostMessageResponse(string Channel, string Ts)
{
    internal static PostMessageResponse? Read(JsonElement json) =>
        json.Filled("channel") is { } channel && json.Filled("ts") is { } ts ? new PostMessageResponse(channel, ts) : null;
}

/// <summary>A channel.</summary>
public sealed record Conversation
{
    /// <summary>Its ID; names change, this hardly ever does.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, without #; Slack may have altered what was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>Nothing can be posted to an archived channel.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether the bot is in it.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether only members see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether other organisations read along.</summary>
    public bool IsExtShared { get; init; }

    /// <summary>The ID of who made it.</summary>
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

/// <summary>A message read back from a channel.</summary>
/// <param name="Ts">Its ID in the channel.</param>
/// <param name="UserId">Its author; some bots have none.</param>
/// <param name="BotId">The bot it came from.</param>
/// <param name="Text">Its text, escaped.</param>
/// <param name="ThreadTs">The thread's parent.</param>
/// <param name="Subtype">Null for a plain message.</param>
/// <param name="Metadata">What we attached; only when asked for.</param>
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

/// <summary>One page of a list. A short or empty page is not the end: the end is where there is no next cursor.</summary>
/// <param name="Items">The entries.</param>
/// <param name="NextCursor">Asks for the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    internal static Page<T>? Read(JsonElement json, string list, Func<JsonElement, T?> read) =>
        json.Member(list) is { ValueKind: JsonValueKind.Array }
            ? new Page<T>([.. json.Items(list).Select(read).OfType<T>()], json.Child("response_metadata")?.Filled("next_cursor"))
            : null;
}

/// <summary>Whom an invitation did not reach; everyone else is in the channel.</summary>
public sealed record InviteResponse(IReadOnlyList<InviteError> Errors)
{
    // Being there already is what was wanted, and the bot needs no invitation to its own channel.
    internal static IReadOnlyList<InviteError> ReadErrors(JsonElement json) =>
    [
        .. from error in json.Items("errors")
           let user = error.Filled("user")
           let code = error.Filled("error")
           where user is not null && code is not null
           select new InviteError(user, code),
    ];
}

/// <summary>A person an invitation did not reach, and Slack's error code.</summary>
public sealed record InviteError(string UserId, string Code);

/// <summary>A link in a channel's bar.</summary>
public sealed record Bookmark(string Id, string Title, string? Link, string? Emoji)
{
    internal static Bookmark? Read(JsonElement json) =>
        json.Filled("id") is { } id ? new Bookmark(id, json.Text("title") ?? "", json.Filled("link"), json.Filled("emoji")) : null;
}

/// <summary>A group of people that can be mentioned at once.</summary>
/// <param name="Id">Its ID, as in mentions.</param>
/// <param name="Handle">What follows the @.</param>
/// <param name="Name">Its title.</param>
/// <param name="IsDisabled">Whether it was switched off.</param>
/// <param name="Users">Its members' IDs, when asked for.</param>
public sealed record UserGroup(string Id, string Handle, string Name, bool IsDisabled, IReadOnlyList<string> Users)
{
    internal static UserGroup? Read(JsonElement json) =>
        json.Filled("id") is { } id
            ? new UserGroup(id, json.Text("handle") ?? "", json.Text("name") ?? "", json.Whole("date_delete") is > 0, json.Texts("users"))
            : null;
}
