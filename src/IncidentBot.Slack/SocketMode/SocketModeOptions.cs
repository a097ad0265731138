namespace IncidentBot.Slack.SocketMode;

/// <summary>How many connections, and how patient.</summary>
public sealed record SocketModeOptions
{
    /// <summary>1 to 10: Slack allows ten for an app, over all its processes. Two leave no gap while one is renewed.</summary>
    public int NumberOfConnections { get; init; } = 2;

    /// <summary>Between the starts of two connections, so that Slack does not ask to renew them at the same moment.</summary>
    public TimeSpan ConnectionDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte to Slack's hello.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two pings of ours.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping without an answer for this long means that the connection is dead.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an old connection stays beside its successor: what was sent to it before may still be on its way.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the last answers of a connection may take before it is closed.</summary>
    public TimeSpan FinishTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection that lived shorter counts as a failed one, and the next try waits.</summary>
    public TimeSpan SteadyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause while Slack is out of reach.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Before the next look when only a person can mend it: a refused token, Socket Mode switched off.</summary>
    public TimeSpan RefusedPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longer messages are passed over unread.</summary>
    public int MaxMessageBytes { get; init; } = 2_000_000;

    // Between half and the whole of it, so that a thousand apps do not come back in the same moment.
    internal TimeSpan PauseAfter(int failures, double chance)
    {
        var whole = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return (whole < LongestPause ? whole : LongestPause) * (0.5 + chance / 2);
    }
}
