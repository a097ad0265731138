namespace IncidentBot.Subscriptions.Audience;

/// <summary>How somebody hears of updates.</summary>
internal enum SubscriberKind
{
    Email,
    Webhook,
}

/// <summary>How a subscriber fares.</summary>
internal enum SubscriberState
{
    /// <summary>Hears of updates.</summary>
    Active,

    /// <summary>A web address that failed for too long. Hears nothing until somebody subscribes it again.</summary>
    Quarantined,

    /// <summary>An e-mail address that its server refused again and again. Likewise.</summary>
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
