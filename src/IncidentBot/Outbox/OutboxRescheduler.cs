using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>
/// Keeps the wait of each outbox row when the wall clock is set back. A row holds two instants of the wall clock: the next attempt, and the time of its
/// computation. Only their difference matters. A step that this process sees neither shortens nor prolongs a wait. A row computed in the future shows a step
/// that it could not see: the row was recorded late, the process was down, or another replica wrote it. Such a wait begins again.
/// </summary>
internal sealed partial class OutboxRescheduler(OutboxStore store, Clock clock, TimeProvider time, ILogger<OutboxRescheduler> logger)
{
    // The clocks of replicas differ by as much. A smaller step delays a row by no more.
    private static readonly Duration Tolerance = Duration.FromSeconds(1);

    // A unit of work that read the clock before it was set commits within this time.
    private static readonly TimeSpan OldReadingsInUse = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);

    private ClockReading? _last;
    private long? _setBackAt;
    private long? _checkedAt;

    /// <summary>Reads the wall clock, after the rows have been adjusted to it. For the pump alone, before each claim.</summary>
    /// <param name="lease">The length of a claim.</param>
    /// <param name="cancellationToken">Cancelled when the program stops.</param>
    public async Task<Instant> ReadClockAsync(Duration lease, CancellationToken cancellationToken)
    {
        var reading = ClockReading.Take(clock, time);
        if (_last is { } last && reading.StepSince(last, time) is var step && step < -Tolerance)
        {
            var since = reading.Wall - reading.ElapsedSince(last, time);
            var rows = await store.BringForwardAsync(-step, reading.Wall, since, reading.Wall + Tolerance, lease, cancellationToken);
            _setBackAt = reading.Timestamp;
            Log.SetBack(logger, -step.TotalSeconds, rows);
        }

        _last = reading;
        if (IsCheckDue(reading))
        {
            await store.RestartFutureWaitsAsync(reading.Wall, reading.Wall + Tolerance, cancellationToken);
            _checkedAt = reading.Timestamp;
        }

        return reading.Wall;
    }

    private bool IsCheckDue(ClockReading reading) =>
        _checkedAt is not { } checkedAt || time.GetElapsedTime(checkedAt, reading.Timestamp) >= BetweenChecks
        || (_setBackAt is { } setBackAt && time.GetElapsedTime(setBackAt, reading.Timestamp) <= OldReadingsInUse);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was set back by {Seconds:0} seconds; {Rows} waiting outbox calls were adjusted to it")]
        public static partial void SetBack(ILogger logger, double seconds, int rows);
    }
}
