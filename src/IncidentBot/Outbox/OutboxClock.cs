using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>
/// The clock by which rows are told when to be tried again. When the wall clock is set back, what waits would wait for an instant of the clock as it was: the pump
/// follows, and brings it forward. Until it has followed this clock goes on as the wall clock was, so that no row is brought forward that knew the new time already.
/// </summary>
internal sealed partial class OutboxClock(OutboxStore store, Clock clock, TimeProvider time, ILogger<OutboxClock> logger)
{
    private static readonly Duration SmallCorrection = Duration.FromSeconds(1);

    // No unit of work lasts longer.
    private static readonly TimeSpan OldClockIsInUse = TimeSpan.FromMinutes(1);

    private volatile Sight? _sight;
    private volatile Task _following = Task.CompletedTask;
    private long? _setBackAt;

    public Instant Now => _sight is { } sight && WasSetBack(sight, clock.Now) ? GoingOn(sight) : clock.Now;

    /// <summary>Looks at the wall clock; for the pump alone.</summary>
    /// <param name="lease">How long a claim lasts.</param>
    /// <param name="cancellationToken">The program stops.</param>
    /// <returns>The wall clock's time, which is this clock's again.</returns>
    public async Task<Instant> FollowAsync(Duration lease, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (_sight is { } sight && WasSetBack(sight, now))
        {
            // Announced before it begins: whoever records a verdict meanwhile must not miss it.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _following = BringForwardAsync(begin.Task, GoingOn(sight) - now, now, lease, cancellationToken);
            begin.SetResult();
            await _following;
        }
        else if (_setBackAt is { } at)
            await BringLatecomersForwardAsync(at, now, cancellationToken);

        _sight = new Sight(now, time.GetTimestamp());
        return now;
    }

    /// <summary>Remembers what is under way, to be asked when a verdict has been recorded.</summary>
    public Task Following => _following;

    /// <summary>
    /// A row's verdict has been recorded. If the clock was set back between decision and record, the row may have come too late to be brought forward with the others.
    /// </summary>
    /// <param name="row">Its id.</param>
    /// <param name="wait">For how long it is to wait.</param>
    /// <param name="before"><see cref="Following"/> as it was before the decision.</param>
    public async Task RecordedAsync(long row, Duration wait, Task before)
    {
        var following = _following;
        if (before.IsCompleted && ReferenceEquals(before, following))
            return;
        // If it failed it will be done again, with this row.
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (following.IsCompletedSuccessfully)
            await store.HurryAsync(row, clock.Now + wait, CancellationToken.None);
    }

    private static bool WasSetBack(Sight sight, Instant now) => now < sight.Wall - SmallCorrection;

    private Instant GoingOn(Sight sight) => sight.Wall + Duration.FromTimeSpan(time.GetElapsedTime(sight.Timestamp));

    private async Task BringForwardAsync(Task begin, Duration by, Instant now, Duration lease, CancellationToken cancellationToken)
    {
        await begin;
        var rows = await store.BringForwardAsync(by, now, lease, cancellationToken);
        // Before anybody learns that it is done: from here on this clock tells the new time.
        _sight = new Sight(now, time.GetTimestamp());
        _setBackAt = time.GetTimestamp();
        Log.SetBack(logger, by.TotalSeconds, rows);
    }

    // A unit of work that had read the clock as it was may be recorded only now.
    private async Task BringLatecomersForwardAsync(long setBackAt, Instant now, CancellationToken cancellationToken)
    {
        await store.BringLatecomersForwardAsync(now, now + SmallCorrection, cancellationToken);
        if (time.GetElapsedTime(setBackAt) > OldClockIsInUse)
            _setBackAt = null;
    }

    /// <summary>What the wall clock showed, and when that was by a clock that only goes forward.</summary>
    private sealed record Sight(Instant Wall, long Timestamp);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was set back by {Seconds:0} seconds; {Rows} waiting outbox calls were brought forward with it")]
        public static partial void SetBack(ILogger logger, double seconds, int rows);
    }
}
