namespace IncidentBot.Slack.SocketMode;

/// <summary>The number of connections and their timeouts.</summary>
public sealed record SocketModeOptions
{
    /// <summary>1 to 10: Slack allows ten for an app, over all its processes. Two leave no gap while one is replaced.</summary>
    public int NumberOfConnections { get; init; } = 2;

    /// <summary>The delay between the starts of two connections, so that Slack does not renew them at the same time.</summary>
    public TimeSpan ConnectionDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeout from the first byte to Slack's hello.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The interval of the client's pings.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection counts as dead when a ping has no pong for this long.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an old connection stays open beside its successor, because envelopes sent to it may still arrive.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The timeout for pending acknowledgements before a connection is closed.</summary>
    public TimeSpan FinishTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A shorter life counts as a failure, and the next attempt waits.</summary>
    public TimeSpan SteadyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause while Slack is unreachable.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after a problem that needs an administrator: a refused token, or disabled Socket Mode.</summary>
    public TimeSpan RefusedPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longer messages are skipped.</summary>
    public int MaxMessageBytes { get; init; } = 2_000_000;

    // Random between half and all of the pause, so that many apps do not reconnect at the same time.
    internal TimeSpan PauseAfter(int failures, double chance)
    {
        var whole = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return (whole < LongestPause ? whole : LongestPause) * (0.5 + chance / 2);
    }
}
