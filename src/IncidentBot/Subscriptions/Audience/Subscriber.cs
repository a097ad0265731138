using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>A confirmed recipient of public updates.</summary>
internal sealed record Subscriber
{
    public required long Id { get; init; }

    public required SubscriberKind Kind { get; init; }

    /// <summary>An e-mail address, or the URL of a webhook.</summary>
    public required string Address { get; init; }

    /// <summary>The e-mail address that confirmed; the address itself for e-mail.</summary>
    public required string Contact { get; init; }

    /// <summary>The secret in every message's link to unsubscribe.</summary>
    public required string Token { get; init; }

    /// <summary>The key that signs the webhook's calls; null for e-mail.</summary>
    public string? Secret { get; init; }

    public required SubscriberState State { get; init; }

    public bool Everything { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>The first of these failures; null when there is none.</summary>
    public Instant? FailingSince { get; init; }
}

/// <summary>A request for a subscription.</summary>
internal sealed record SubscriptionRequest
{
    /// <summary>The secret in the link that confirms, known only to the contact.</summary>
    public required string Token { get; init; }

    public required SubscriberKind Kind { get; init; }

    public required string Address { get; init; }

    public required string Contact { get; init; }

    /// <summary>The person behind the contact, for the limits (<see cref="EmailAddress.Person"/>).</summary>
    public required string Person { get; init; }

    public required SubscriptionScope Scope { get; init; }

    /// <summary>The client's address, for the limits; null behind a proxy that does not pass it on.</summary>
    public string? Client { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>When it was confirmed; null before.</summary>
    public Instant? AnsweredAt { get; init; }
}
