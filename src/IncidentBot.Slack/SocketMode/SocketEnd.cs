namespace IncidentBot.Slack.SocketMode;

/// <summary>Why a connection needs a successor.</summary>
internal abstract record SocketEnd
{
    private SocketEnd()
    {
    }

    /// <summary>Slack said that it will end; until then it works.</summary>
    public sealed record Announced(Disconnect Message) : SocketEnd;

    /// <summary>It is gone, or never came about.</summary>
    public sealed record Lost(string Why) : SocketEnd;
}
