namespace IncidentBot.Playground.Bot;

/// <summary>Real time plus how far the playground has moved it ahead. Its timers run in real time.</summary>
internal sealed class SteeredTime(TimeSpan ahead) : TimeProvider
{
    private long _aheadTicks = ahead.Ticks;

    /// <summary>How far this clock is ahead of the real one; it only grows.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
        set => Interlocked.Exchange(ref _aheadTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
