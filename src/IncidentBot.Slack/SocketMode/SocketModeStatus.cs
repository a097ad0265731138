namespace IncidentBot.Slack.SocketMode;

/// <summary>The present state of the connections.</summary>
/// <param name="Wanted">The configured number of connections.</param>
/// <param name="ConnectedSince">When each present connection got Slack's hello, the oldest first.</param>
/// <param name="WithoutSince">Since when there is no connection; null while there is one.</param>
/// <param name="Trouble">The problem of the last attempt; null after a success.</param>
public sealed record SocketModeStatus(
    int Wanted, IReadOnlyList<DateTimeOffset> ConnectedSince, DateTimeOffset? WithoutSince, SocketTrouble? Trouble);

/// <summary>Why there is no connection.</summary>
public abstract record SocketTrouble
{
    private SocketTrouble()
    {
    }

    /// <summary>Slack refuses connections until the token or the workspace is changed.</summary>
    /// <param name="Code">Slack's error code.</param>
    public sealed record Refused(string Code) : SocketTrouble;

    /// <summary>Socket Mode is disabled in the app's settings.</summary>
    public sealed record SwitchedOff : SocketTrouble;

    /// <summary>The attempt failed; the next one may succeed.</summary>
    /// <param name="Why">The reason, for logs only.</param>
    public sealed record NotReached(string Why) : SocketTrouble;
}
