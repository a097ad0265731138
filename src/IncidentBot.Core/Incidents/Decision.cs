namespace IncidentBot.Core.Incidents;

/// <summary>What the decider answers: the incident as it is from now on with what happened, or why nothing did.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary><paramref name="Events"/> is never empty; <paramref name="Incident"/> has one version more.</summary>
    public sealed record Accepted(Incident Incident, IReadOnlyList<IncidentEvent> Events) : Decision;

    public sealed record Refused(Refusal Why) : Decision;
}
