namespace IncidentBot.SlackEdge.Commands;

/// <summary>The person named in a command.</summary>
internal abstract record PersonRef
{
    private PersonRef()
    {
    }

    public sealed record Me : PersonRef;

    public sealed record Mentioned(string UserId) : PersonRef;
}
