using IncidentBot.Core.Wording.Reading;

namespace IncidentBot.Core.Wording.Rules;

/// <summary>An end that is promised rather than estimated.</summary>
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
                yield return draft.At(estimate.Words, "reads as a promise of when it ends, and such promises break.", "Call it an estimate: \"We expect this to take about an hour.\"");
        }
    }
}
