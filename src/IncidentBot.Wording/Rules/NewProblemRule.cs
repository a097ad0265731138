using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Posts must invite customers to report other problems, and to come back when the problem continues for them.</summary>
internal static class NewProblemRule
{
    public static readonly WordingRule Rule = new("NEW-PROBLEM-INVITE", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.Says.ComeBack)
            yield break;
        if (draft.IsResolved)
            yield return draft.Whole(
                "It does not say where customers can turn if they still have the problem.",
                "For example: \"If you still see this, or something new, please contact us.\"");
        else if (draft.IsOpen
            && draft.State == PostState.Identified
            && !draft.Thread.Any(earlier => earlier.Says.ComeBack || earlier.State == PostState.Identified))
            yield return draft.Whole(
                "Customers with another problem may take it for this one.",
                "Add once: \"If you notice anything else, please tell us.\"") with { Level = FindingLevel.Hint };
    }
}
