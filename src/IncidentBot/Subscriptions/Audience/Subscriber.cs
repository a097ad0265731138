using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>Somebody who confirmed that they want to hear of public updates.</summary>
internal sealed record Subscriber
{
    public required long Id { get; init; }

    public required SubscriberKind Kind { get; init; }

    /// <summary>An e-mail address, or the web address that is called.</summary>
    public required string Address { get; init; }

    /// <summary>The e-mail address that confirmed; the address itself for e-mail.</summary>
    public required string Contact { get; init; }

    /// <summary>Whoever has it may unsubscribe: it is in every message.</summary>
    public required string Token { get; init; }

    /// <summary>What calls are signed with; null for e-mail.</summary>
    public string? Secret { get; init; }

    public required SubscriberState State { get; init; }

    public bool Everything { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Since when it has only failed; null while it does not.</summary>
    public Instant? FailingSince { get; init; }
}

/// <summary>Somebody asked, and has not confirmed yet.</summary>
internal sealed record SubscriptionRequest
{
    /// <summary>What only the asked address is told.</summary>
    public required string Token { get; init; }

    public required SubscriberKind Kind { get; init; }

    public required string Address { get; init; }

    public required string Contact { get; init; }

    /// <summary>Whom the contact reaches, for the limits.</summary>
    public required string Person { get; init; }

    public required SubscriptionScope Scope { get; init; }

    /// <summary>Where the request came from, for the limits; null behind a proxy that does not say.</summary>
    public string? Client { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>When it was confirmed; null before.</summary>
    public Instant? AnsweredAt { get; init; }
}
