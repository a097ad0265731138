namespace IncidentBot.Subscriptions.Audience;

/// <summary>How a subscriber receives updates.</summary>
internal enum SubscriberKind
{
    Email,
    Webhook,
}

/// <summary>Whether a subscriber receives updates.</summary>
internal enum SubscriberState
{
    /// <summary>Receives updates.</summary>
    Active,

    /// <summary>A webhook that failed for too long. It is not called until it is subscribed again.</summary>
    Quarantined,

    /// <summary>An e-mail address that the mail server refused several times in a row. It receives nothing until it is subscribed again.</summary>
    Undeliverable,
}

internal static class SubscriberWords
{
    public static string Word(this SubscriberKind kind) => kind switch
    {
        SubscriberKind.Email => "email",
        SubscriberKind.Webhook => "webhook",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of subscriber."),
    };

    public static string Word(this SubscriberState state) => state switch
    {
        SubscriberState.Active => "active",
        SubscriberState.Quarantined => "quarantined",
        SubscriberState.Undeliverable => "undeliverable",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a subscriber's state."),
    };

    public static SubscriberKind Kind(string word) => word == "webhook" ? SubscriberKind.Webhook : SubscriberKind.Email;

    public static SubscriberState State(string word) => word switch
    {
        "quarantined" => SubscriberState.Quarantined,
        "undeliverable" => SubscriberState.Undeliverable,
        _ => SubscriberState.Active,
    };
}
