namespace IncidentBot.Tests;

/// <summary>A clock that a test moves: real time plus an offset, or standing still. Its timers run in real time.</summary>
internal sealed class MovableTime : TimeProvider
{
    private readonly DateTimeOffset? _frozenAt;
    private long _offsetTicks;

    public MovableTime()
    {
    }

    private MovableTime(DateTimeOffset frozenAt) => _frozenAt = frozenAt;

    /// <summary>A clock that stands still until it is moved.</summary>
    public static MovableTime Frozen() => new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, 589, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() =>
        (_frozenAt ?? base.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public void Move(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);
}
