using IncidentBot.Outbox;
using NodaTime;

namespace IncidentBot.Subscriptions;

/// <summary>When to retry a server outside: soon at first, then at longer intervals than Slack.</summary>
internal static class RetryTimes
{
    /// <summary>An older row is dropped: by then it is no news.</summary>
    public static readonly Duration Stale = Duration.FromHours(24);

    private static readonly int[] Seconds = [15, 60, 120, 300, 600];

    /// <summary>Up to a fifth less for some rows, so that rows that failed together do not all come back together.</summary>
    public static TimeSpan After(OutboxRow row)
    {
        var seconds = Seconds[Math.Clamp(row.Attempts - 1, 0, Seconds.Length - 1)];
        return TimeSpan.FromMilliseconds(seconds * (1_000 - (long)(unchecked((ulong)row.Id * 2_654_435_761UL) % 200)));
    }
}
