namespace IncidentBot;

/// <summary>
/// A clock for waiting: it follows the given one when that jumps ahead, and continues at its own pace when that is set back. Otherwise a wait for an instant
/// would last as much longer as the clock was set back.
/// </summary>
internal sealed class ForwardTime(TimeProvider clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _latest = clock.GetUtcNow();
    private long _latestAt = clock.GetTimestamp();
    private TimeSpan _ahead;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow() + _ahead;
            if (now < _latest)
            {
                var expected = _latest + clock.GetElapsedTime(_latestAt);
                _ahead += expected - now;
                now = expected;
            }

            (_latest, _latestAt) = (now, clock.GetTimestamp());
            return now;
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
