using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a vague impact of planned work; its planner can know the impact.</summary>
internal static class MaintenanceImpactRule
{
    public static readonly WordingRule Rule = new("MAINT-IMPACT-VAGUE", FindingLevel.Warning, Find);

    private static readonly Phrases Vague = new(
        "(may|might|could) ..3 (be|become|appear) ..3 (unavailable|impacted|affected|interrupted|inaccessible|degraded|slow|slower|offline|"
            + "down|unreachable|disrupted|delayed|unresponsive)",
        "(may|might|could) ..3 (see|experience|notice|encounter|observe|face|have) ..3",
        "(possibility|possible|potential|chance|risk|potentially|likelihood) ..1 (of|for)? ..3 (impact|disruption|interruption|downtime|"
            + "slight|brief|short|intermittent|delay|delays|outage|unavailability|latency|slowness|disruptions|interruptions)",
        "(brief|intermittent|occasional|short|momentary|slight) ..2 (interruption|interruptions|disruption|disruptions|unavailability|"
            + "outages|downtime) ..1 (is|are|possible|may|might|could|expected)",
        "(some|minor|limited) (disruption|impact|interruption|interruptions|disruptions) ..2 (possible|may|might|expected)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsMaintenance || draft.State is not (PostState.Scheduled or PostState.InProgress))
            yield break;
        foreach (var found in Vague.In(draft.Words))
            yield return draft.At(
                found,
                "leaves customers to guess what will work.",
                "List what works and what does not, and for how long: \"Sign-in is unavailable for up to 5 minutes; builds keep running.\"");
    }
}
