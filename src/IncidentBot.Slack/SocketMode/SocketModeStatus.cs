namespace IncidentBot.Slack.SocketMode;

/// <summary>How it stands at this moment.</summary>
/// <param name="Wanted">How many connections there should be.</param>
/// <param name="ConnectedSince">When each connection there is was greeted, the oldest first.</param>
/// <param name="WithoutSince">Since when there is none; null while there is one.</param>
/// <param name="Trouble">What stood in the way of the last try; null once it succeeded.</param>
public sealed record SocketModeStatus(
    int Wanted, IReadOnlyList<DateTimeOffset> ConnectedSince, DateTimeOffset? WithoutSince, SocketTrouble? Trouble);

/// <summary>What stands in the way of a connection.</summary>
public abstract record SocketTrouble
{
    private SocketTrouble()
    {
    }

    /// <summary>Slack will not give one before somebody changes something.</summary>
    /// <param name="Code">Slack's error code.</param>
    public sealed record Refused(string Code) : SocketTrouble;

    /// <summary>Socket Mode is off in the app's settings.</summary>
    public sealed record SwitchedOff : SocketTrouble;

    /// <summary>It did not work this time.</summary>
    /// <param name="Why">For logs, not for people.</param>
    public sealed record NotReached(string Why) : SocketTrouble;
}
