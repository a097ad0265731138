using IncidentBot.Core.Wording.Reading;

namespace IncidentBot.Core.Wording.Rules;

/// <summary>The first and the last post say sorry, in one sentence (R40).</summary>
internal static class ApologyRule
{
    public static readonly WordingRule Rule = new("APOLOGY", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if ((draft.IsResolved || (draft.IsOpen && draft.IsFirst)) && !draft.Says.WeAreSorry)
            yield return draft.Whole(draft.IsResolved ? "The last word does not say sorry." : "The first word does not say sorry.", "One sentence will do: \"Sorry for the trouble.\"");
    }
}
