using IncidentBot.Outbox;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>When to try somebody else's server again: soon at first, then with more patience than Slack is given.</summary>
internal static class RetryTimes
{
    /// <summary>What is older is no news any more.</summary>
    public static readonly Duration Stale = Duration.FromHours(24);

    private static readonly int[] Seconds = [15, 60, 120, 300, 600];

    /// <summary>Up to a fifth less for some, so that a crowd that failed together does not come back together.</summary>
    public static TimeSpan After(OutboxRow row)
    {
        var seconds = Seconds[Math.Clamp(row.Attempts - 1, 0, Seconds.Length - 1)];
        return TimeSpan.FromMilliseconds(seconds * (1_000 - (long)(unchecked((ulong)row.Id * 2_654_435_761UL) % 200)));
    }
}
