using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports an indefinite promise: "shortly", "when we know more".</summary>
internal static class NextVagueRule
{
    public static readonly WordingRule Rule = new("NEXT-VAGUE", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || draft.Says.WhenNext)
            yield break;
        foreach (var promise in draft.Promises)
        {
            if (promise.Vague is { } vague)
                yield return draft.At(
                    vague,
                    "leaves customers to guess when to look again.",
                    $"Promise a time, even if you will have little to say: \"Next update by {draft.NextUpdateTime}.\"");
        }
    }
}
