namespace IncidentBot.Slack.SocketMode;

/// <summary>Why a connection needs a successor.</summary>
internal abstract record SocketEnd
{
    private SocketEnd()
    {
    }

    /// <summary>Slack announced the end; until then the connection works.</summary>
    public sealed record Announced(Disconnect Message) : SocketEnd;

    /// <summary>The connection was lost or never established.</summary>
    public sealed record Lost(string Why) : SocketEnd;
}
