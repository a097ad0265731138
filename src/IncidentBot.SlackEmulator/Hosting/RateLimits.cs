namespace IncidentBot.SlackEmulator;

/// <summary>Token buckets that refill with the workspace's clock: one per method, and one per channel for messages.</summary>
internal sealed class RateLimits(TimeProvider clock, SlackEmulatorOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> _buckets = [];

    /// <summary>Takes one call from the bucket; returns the seconds to wait when it is empty.</summary>
    public int? Take(SlackMethod method, string? channel)
    {
        if (!options.EnforceRateLimits)
            return null;
        lock (_gate)
        {
            var perMinute = (int)method.Tier;
            return (method.Tier == MethodTier.Posting && channel is not null ? Take($"channel {channel}", options.MessageBurst, 1) : null)
                ?? Take(method.Name, perMinute, perMinute / 60.0);
        }
    }

    private int? Take(string key, double capacity, double perSecond)
    {
        var now = clock.GetUtcNow();
        var (tokens, at) = _buckets.GetValueOrDefault(key, (capacity, now));
        tokens = Math.Min(capacity, tokens + (now - at).TotalSeconds * perSecond);
        _buckets[key] = tokens >= 1 ? (tokens - 1, now) : (tokens, now);
        return tokens >= 1 ? null : (int)Math.Ceiling(Math.Max((1 - tokens) / perSecond, 0.001));
    }
}
