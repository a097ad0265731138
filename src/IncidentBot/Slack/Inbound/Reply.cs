namespace IncidentBot.SlackEdge.Inbound;

/// <summary>What goes back to Slack, whichever way the request came.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>It is done. <paramref name="Json"/> is what the person gets; null for nothing.</summary>
    public sealed record Answer(string? Json) : Reply;

    /// <summary>Nothing was saved, and there is no room for a sentence: Slack shows its own sign, and sends an event again.</summary>
    public sealed record NotDone : Reply;
}
