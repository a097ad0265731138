using NodaTime;

namespace IncidentBot.Wording;

/// <summary>A text for customers, with the context that the check depends on.</summary>
/// <param name="Text">The author's text.</param>
/// <param name="State">The state it announces.</param>
public sealed record PublicPost(string Text, PostState State)
{
    public PostKind Kind { get; init; } = PostKind.Incident;

    /// <summary>The previous posts, oldest first; empty for a first post.</summary>
    public IReadOnlyList<EarlierPost> Previous { get; init; } = [];

    /// <summary>The time of publication; null when unknown, which skips the rules that need it.</summary>
    public Instant? At { get; init; }

    /// <summary>The public title; null when it is not checked.</summary>
    public string? Title { get; init; }

    /// <summary>The promise shown beside the text; null when only the text can contain one.</summary>
    public Instant? NextUpdateAt { get; init; }

    /// <summary>The cadence of this incident's updates; null for the installation's default.</summary>
    public Duration? Cadence { get; init; }

    /// <summary>The workaround recorded in the incident; null without one.</summary>
    public string? Workaround { get; init; }

    /// <summary>Whether the workaround was confirmed as safe; null when that was not asked.</summary>
    public bool? IsWorkaroundSafe { get; init; }

    /// <summary>The incident affects customers' data.</summary>
    public bool IsAboutData { get; init; }

    /// <summary>The security team has approved publication.</summary>
    public bool IsSecurityApproved { get; init; }

    /// <summary>The start of the maintenance; null when only the text has it.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>The end of the maintenance; null when only the text has it.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>The channel of publication; some channels have a short limit.</summary>
    public PostChannel Channel { get; init; } = PostChannel.StatusPage;
}

/// <summary>A post that customers have already read.</summary>
/// <param name="Text">Its text.</param>
/// <param name="State">The state it announced.</param>
/// <param name="At">The time of publication; null when unknown.</param>
public sealed record EarlierPost(string Text, PostState State, Instant? At = null);

public enum PostKind
{
    /// <summary>A present or past problem.</summary>
    Incident,

    /// <summary>Planned work.</summary>
    Maintenance,

    /// <summary>News about a change, before it affects customers.</summary>
    Proactive,

    /// <summary>The review after an incident.</summary>
    Postmortem,
}

public enum PostChannel
{
    StatusPage,

    /// <summary>At most 280 characters: a text message.</summary>
    Sms,

    /// <summary>At most 280 characters: a social network.</summary>
    Social,
}

/// <summary>The states of an incident and of planned work, as customers see them.</summary>
public enum PostState
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
    Scheduled,
    InProgress,
    Verifying,
    Completed,
    Postmortem,
}
