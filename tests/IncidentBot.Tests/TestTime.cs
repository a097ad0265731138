using Microsoft.Extensions.Time.Testing;

namespace IncidentBot.Tests;

/// <summary>
/// A clock that stands still until a test moves it. In a <see cref="FakeTimeProvider"/> time passes for the wall clock, the timestamps and the timers alike; here the wall
/// clock can also be set alone, as an operator or NTP sets it.
/// </summary>
internal sealed class TestTime() : FakeTimeProvider(new DateTimeOffset(2026, 3, 14, 9, 26, 53, 589, TimeSpan.Zero))
{
    private long _setByTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _setByTicks));

    // The library derives it from the wall clock.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Sets the wall clock ahead or back. No time passes.</summary>
    public void SetWallClock(TimeSpan by) => Interlocked.Add(ref _setByTicks, by.Ticks);
}
