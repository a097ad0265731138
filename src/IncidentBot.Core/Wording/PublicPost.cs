using NodaTime;

namespace IncidentBot.Core.Wording;

/// <summary>A text that customers are about to read, with all that its judgement depends on.</summary>
/// <param name="Text">What the author wrote.</param>
/// <param name="State">The state it announces.</param>
public sealed record PublicPost(string Text, PostState State)
{
    public PostKind Kind { get; init; } = PostKind.Incident;

    /// <summary>What customers were told before, oldest first; empty for a first post.</summary>
    public IReadOnlyList<EarlierPost> Previous { get; init; } = [];

    /// <summary>When customers will read it; null when not known, and then nothing is said that would need it.</summary>
    public Instant? At { get; init; }

    /// <summary>What customers see as title; null when it is not under check.</summary>
    public string? Title { get; init; }

    /// <summary>The promise shown beside the text; null when only the text can promise.</summary>
    public Instant? NextUpdateAt { get; init; }

    /// <summary>How soon the next update should be promised for this incident; null for what holds for all.</summary>
    public Duration? Cadence { get; init; }

    /// <summary>What customers can do meanwhile, as the incident knows it; null when there is none.</summary>
    public string? Workaround { get; init; }

    /// <summary>Whether somebody made sure that the workaround does no harm; null when nobody was asked.</summary>
    public bool? IsWorkaroundSafe { get; init; }

    /// <summary>The incident touches customers' data.</summary>
    public bool IsAboutData { get; init; }

    /// <summary>Those who answer for security have agreed to this being public.</summary>
    public bool IsSecurityApproved { get; init; }

    /// <summary>When the maintenance begins; null when only the text says it.</summary>
    public Instant? StartsAt { get; init; }

    /// <summary>When the maintenance ends; null when only the text says it.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Where it is read; short places have short limits.</summary>
    public PostChannel Channel { get; init; } = PostChannel.StatusPage;
}

/// <summary>What customers were told before.</summary>
/// <param name="Text">The words.</param>
/// <param name="State">The state it announced.</param>
/// <param name="At">When; null when not known.</param>
public sealed record EarlierPost(string Text, PostState State, Instant? At = null);

public enum PostKind
{
    /// <summary>Something is broken, or was.</summary>
    Incident,

    /// <summary>Planned work.</summary>
    Maintenance,

    /// <summary>News that customers should have before anything breaks.</summary>
    Proactive,

    /// <summary>The look back.</summary>
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
