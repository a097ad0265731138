namespace IncidentBot.Core.Incidents;

/// <summary>The state of an incident: <c>triage</c> for a suspected one, then the steps to <c>closed</c>, or one of two other ends.</summary>
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
    /// <summary>Work goes on: triage, investigating, identified or monitoring.</summary>
    public static bool IsOpen(this Phase phase) => phase is Phase.Triage or Phase.Investigating or Phase.Identified or Phase.Monitoring;

    /// <summary>No further work is expected: closed, false positive or merged.</summary>
    public static bool HasEnded(this Phase phase) => phase is Phase.Closed or Phase.FalsePositive or Phase.Merged;

    /// <summary>The phases that an update may set. Triage ends by acceptance; the end phases have commands of their own.</summary>
    public static bool CanBeSetByUpdate(this Phase phase) => phase is Phase.Investigating or Phase.Identified or Phase.Monitoring;

    /// <summary>The name that users read and type: <c>false_positive</c>, <c>investigating</c>, …</summary>
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
