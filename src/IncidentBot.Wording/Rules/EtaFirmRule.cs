using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports an end time that is promised, not estimated.</summary>
internal static class EtaFirmRule
{
    public static readonly WordingRule Rule = new("ETA-FIRM", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen)
            yield break;
        foreach (var estimate in draft.Estimates)
        {
            if (!estimate.IsHedged)
                yield return draft.At(
                    estimate.Words,
                    "promises an end time, and such promises are often broken.",
                    "Call it an estimate: \"We expect this to take about an hour.\"");
        }
    }
}
