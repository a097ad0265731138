using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>The state of a row after an attempt.</summary>
/// <param name="ScheduledAt">When <paramref name="NextAttemptAt"/> was computed.</param>
internal sealed record OutboxVerdict(
    string State,
    Instant NextAttemptAt,
    Instant ScheduledAt,
    int Attempts,
    bool Uncertain,
    Instant? DoneAt,
    string? LastError);

/// <summary>Decides the state of a row after an attempt. A call that can still succeed is retried without end, so nothing is lost.</summary>
internal static class DeliveryPolicy
{
    private static readonly int[] BackOffSeconds = [1, 3, 10, 30, 60];
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static OutboxVerdict Decide(OutboxRow row, SendOutcome outcome, Instant now) => outcome switch
    {
        SendOutcome.Sent => Done(row, OutboxState.Sent, null, now),
        SendOutcome.Skipped(var reason) => Done(row, OutboxState.Skipped, reason, now),
        SendOutcome.Dead(var reason) => Done(row, OutboxState.Dead, reason, now),
        SendOutcome.Busy(var after, var reason) => Again(row, row.Attempts - 1, Bounded(after), row.Uncertain, reason, now),
        // A row stays uncertain: this attempt had no effect, but an earlier one may have had it.
        SendOutcome.TryLater(var reason, var after) => Again(
            row, row.Attempts, after is { } wait ? Bounded(wait) : BackOff(row), row.Uncertain, reason, now),
        SendOutcome.Uncertain(var reason) => Again(row, row.Attempts, BackOff(row), true, reason, now),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The outcomes are a closed set."),
    };

    private static OutboxVerdict Done(OutboxRow row, string state, string? reason, Instant now) =>
        new(state, now, now, row.Attempts, row.Uncertain, now, reason);

    private static OutboxVerdict Again(OutboxRow row, int attempts, TimeSpan wait, bool uncertain, string reason, Instant now) =>
        new(OutboxState.Pending, now + Duration.FromTimeSpan(wait), now, Math.Max(attempts, 0), uncertain, null, reason);

    private static TimeSpan Bounded(TimeSpan wait) =>
        wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;

    private static TimeSpan BackOff(OutboxRow row)
    {
        var seconds = BackOffSeconds[Math.Clamp(row.Attempts - 1, 0, BackOffSeconds.Length - 1)];
        return TimeSpan.FromMilliseconds(seconds * (1_000 - Jitter(row)));
    }

    /// <summary>Up to a fifth less, so that rows that failed together are not retried together. Equal for the same row.</summary>
    private static long Jitter(OutboxRow row) =>
        (long)(unchecked(((ulong)row.Id * 2_654_435_761UL) + ((ulong)row.Attempts * 40_503UL)) % 200);
}
