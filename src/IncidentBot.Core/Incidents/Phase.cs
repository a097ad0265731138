namespace IncidentBot.Core.Incidents;

/// <summary>Where an incident stands: <c>triage</c> for a suspected one, then the way to <c>closed</c>, or one of the other two ends.</summary>
public enum Phase
{
    Triage,
    Investigating,
    Identified,
    Monitoring,
    Resolved,
    Closed,
    FalsePositive,
    Merged,
}

public static class Phases
{
    /// <summary>Being worked on: triage, investigating, identified or monitoring.</summary>
    public static bool IsOpen(this Phase phase) => phase is Phase.Triage or Phase.Investigating or Phase.Identified or Phase.Monitoring;

    /// <summary>Nothing more is expected of anybody: closed, false positive or merged.</summary>
    public static bool HasEnded(this Phase phase) => phase is Phase.Closed or Phase.FalsePositive or Phase.Merged;

    /// <summary>The phases a lead may set by an update. Triage is left by accepting, the ends by their own commands.</summary>
    public static bool CanBeSetByUpdate(this Phase phase) => phase is Phase.Investigating or Phase.Identified or Phase.Monitoring;

    /// <summary>The word people read and type: <c>false_positive</c>, <c>investigating</c>, …</summary>
    public static string Word(this Phase phase) => phase switch
    {
        Phase.Triage => "triage",
        Phase.Investigating => "investigating",
        Phase.Identified => "identified",
        Phase.Monitoring => "monitoring",
        Phase.Resolved => "resolved",
        Phase.Closed => "closed",
        Phase.FalsePositive => "false_positive",
        Phase.Merged => "merged",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };

    public static bool TryParse(string? word, out Phase phase)
    {
        foreach (var candidate in Enum.GetValues<Phase>())
        {
            if (string.Equals(candidate.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                phase = candidate;
                return true;
            }
        }

        phase = default;
        return false;
    }
}
