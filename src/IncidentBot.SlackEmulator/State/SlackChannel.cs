using System.Collections.Immutable;

namespace IncidentBot.SlackEmulator;

/// <summary>A conversation with all its content, as an immutable snapshot.</summary>
public sealed record SlackChannel(string Id, string Name)
{
    /// <summary>Whether only members see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The user at the other end of the app's direct conversation; null for other channels.</summary>
    public string? DirectWith { get; init; }

    /// <summary>The user ID of its creator.</summary>
    public string Creator { get; init; } = "";

    /// <summary>The time of creation, Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>User IDs, in the order of joining.</summary>
    public ImmutableList<string> Members { get; init; } = [];

    /// <summary>The topic; empty when none is set.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The description, which Slack calls purpose.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Whether it is archived: it accepts no posts, and the bot is not a member.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Its earlier names, the latest last.</summary>
    public ImmutableList<string> PreviousNames { get; init; } = [];

    /// <summary>Messages, replies and Slack's own lines, oldest first.</summary>
    public ImmutableList<SlackMessage> Messages { get; init; } = [];

    /// <summary>Pinned messages, the oldest pin first.</summary>
    public ImmutableList<SlackPin> Pins { get; init; } = [];

    /// <summary>Links at the top of the channel.</summary>
    public ImmutableList<SlackBookmark> Bookmarks { get; init; } = [];

    /// <summary>The message with this timestamp, or null.</summary>
    public SlackMessage? Find(string ts) => Messages.FindLast(message => message.Ts == ts);
}

/// <summary>A pinned message: its timestamp, the user who pinned it, and the time (Unix seconds).</summary>
public sealed record SlackPin(string Ts, string By, long At);

/// <summary>A link at the top of a channel.</summary>
public sealed record SlackBookmark(string Id, string Title, string? Link, string? Emoji);
