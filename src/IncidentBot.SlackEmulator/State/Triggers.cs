namespace IncidentBot.SlackEmulator;

/// <summary>Trigger IDs: valid once, within three seconds.</summary>
internal sealed class Triggers(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Trigger> _issued = [];
    private int _count;

    /// <param name="user">The user who acted.</param>
    /// <param name="fromView">The modal of the action; null outside modals.</param>
    public string Issue(string user, string? fromView)
    {
        var id = $"{++_count}.{clock.GetUtcNow().ToUnixTimeSeconds()}.{Guid.NewGuid():N}";
        _issued[id] = new Trigger(user, fromView, clock.GetUtcNow() + Life);
        return id;
    }

    /// <summary>Uses the trigger; the error is Slack's code, or null when it was valid.</summary>
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
