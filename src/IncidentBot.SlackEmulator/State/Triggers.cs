namespace IncidentBot.SlackEmulator;

/// <summary>Trigger ids: one use, and three seconds to make it.</summary>
internal sealed class Triggers(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Trigger> _issued = [];
    private int _count;

    /// <param name="user">Who acted.</param>
    /// <param name="fromView">The modal the action was made in; null outside modals.</param>
    public string Issue(string user, string? fromView)
    {
        var id = $"{++_count}.{clock.GetUtcNow().ToUnixTimeSeconds()}.{Guid.NewGuid():N}";
        _issued[id] = new Trigger(user, fromView, clock.GetUtcNow() + Life);
        return id;
    }

    /// <summary>Spends the trigger; the error is Slack's, or null when it was good.</summary>
    public (Trigger? Trigger, string? Error) Spend(string id)
    {
        if (!_issued.TryGetValue(id, out var trigger))
            return (null, "invalid_trigger_id");
        if (trigger.IsSpent)
            return (null, "exchanged_trigger_id");
        if (clock.GetUtcNow() > trigger.ExpiresAt)
            return (null, "expired_trigger_id");
        _issued[id] = trigger with { IsSpent = true };
        return (trigger, null);
    }
}

internal sealed record Trigger(string User, string? FromView, DateTimeOffset ExpiresAt)
{
    public bool IsSpent { get; init; }
}
