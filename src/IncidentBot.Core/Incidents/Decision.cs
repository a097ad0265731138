namespace IncidentBot.Core.Incidents;

/// <summary>The result of a command: the changed incident with its events, or the reason for a refusal.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary><paramref name="Events"/> is never empty. The version of <paramref name="Incident"/> is one higher than before.</summary>
    public sealed record Accepted(Incident Incident, IReadOnlyList<IncidentEvent> Events) : Decision;

    public sealed record Refused(Refusal Why) : Decision;
}
