using System.Collections.Immutable;

namespace IncidentBot.SlackEmulator;

/// <summary>A conversation and all that is in it, as it was at one moment.</summary>
public sealed record SlackChannel(string Id, string Name)
{
    /// <summary>Whether only members see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The person at the other end when this is the app's direct conversation with one.</summary>
    public string? DirectWith { get; init; }

    /// <summary>User id of who made it.</summary>
    public string Creator { get; init; } = "";

    /// <summary>When it was made, Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>User ids, in the order they came.</summary>
    public ImmutableList<string> Members { get; init; } = [];

    /// <summary>The topic; empty when none is set.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The description, which Slack calls purpose.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Whether it is archived: nothing can be posted, and the bot is out.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Names it had before, the latest last.</summary>
    public ImmutableList<string> PreviousNames { get; init; } = [];

    /// <summary>Messages, replies and Slack's own lines, oldest first.</summary>
    public ImmutableList<SlackMessage> Messages { get; init; } = [];

    /// <summary>Pinned messages, the first pinned first.</summary>
    public ImmutableList<SlackPin> Pins { get; init; } = [];

    /// <summary>Links at the top of the channel.</summary>
    public ImmutableList<SlackBookmark> Bookmarks { get; init; } = [];

    /// <summary>The message with this timestamp, or null.</summary>
    public SlackMessage? Find(string ts) => Messages.FindLast(message => message.Ts == ts);
}

/// <summary>A pinned message: its timestamp, who pinned it, and when (Unix seconds).</summary>
public sealed record SlackPin(string Ts, string By, long At);

/// <summary>A link at the top of a channel.</summary>
public sealed record SlackBookmark(string Id, string Title, string? Link, string? Emoji);
