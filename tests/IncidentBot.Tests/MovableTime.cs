namespace IncidentBot.Tests;

/// <summary>
/// A clock that a test moves: real time plus an offset, or standing still. Its timers run in real time. Time that a test lets pass counts for timestamps as well; the wall
/// clock can also be set alone, as an operator or NTP sets it.
/// </summary>
internal sealed class MovableTime : TimeProvider
{
    private readonly DateTimeOffset? _frozenAt;
    private readonly long _startedAt;
    private long _passedTicks;
    private long _setByTicks;

    public MovableTime()
        : this(null)
    {
    }

    private MovableTime(DateTimeOffset? frozenAt) => (_frozenAt, _startedAt) = (frozenAt, base.GetTimestamp());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>A clock that stands still until it is moved.</summary>
    public static MovableTime Frozen() => new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, 589, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() =>
        (_frozenAt ?? base.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref _passedTicks) + Interlocked.Read(ref _setByTicks));

    public override long GetTimestamp() =>
        (_frozenAt is null ? System.GetElapsedTime(_startedAt).Ticks : 0) + Interlocked.Read(ref _passedTicks);

    /// <summary>Lets so much time pass.</summary>
    public void Move(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref _passedTicks, by.Ticks);
    }

    /// <summary>Sets the wall clock ahead or back. No time passes.</summary>
    public void SetWallClock(TimeSpan by) => Interlocked.Add(ref _setByTicks, by.Ticks);
}
