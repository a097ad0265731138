using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>The first and the last post must apologize, in one sentence.</summary>
internal static class ApologyRule
{
    public static readonly WordingRule Rule = new("APOLOGY", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if ((draft.IsResolved || (draft.IsOpen && draft.IsFirst)) && !draft.Says.WeAreSorry)
            yield return draft.Whole(
                draft.IsResolved ? "The last update has no apology." : "The first update has no apology.",
                "One sentence is enough: \"Sorry for the trouble.\"");
    }
}
