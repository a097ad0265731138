namespace IncidentBot;

/// <summary>
/// A clock to wait by: it follows the given one, also when that jumps ahead, and goes on at its own pace when that is set back. Whoever waits until an instant of
/// a clock that is then set back by an hour would wait an hour longer than was meant.
/// </summary>
internal sealed class ForwardTime(TimeProvider clock) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset latest = clock.GetUtcNow();
    private long latestAt = clock.GetTimestamp();
    private TimeSpan ahead;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow() + ahead;
            if (now < latest)
            {
                var meant = latest + clock.GetElapsedTime(latestAt);
                ahead += meant - now;
                now = meant;
            }

            (latest, latestAt) = (now, clock.GetTimestamp());
            return now;
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
