using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a last post without the time, the impact and the next step for customers.</summary>
internal static class ResolvedEmptyRule
{
    public static readonly WordingRule Rule = new("RESOLVED-EMPTY", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.IsResolved && !draft.Says.WhenItWas && !draft.Says.WhatUsersSee && !draft.Says.WhatToDo)
            yield return draft.Whole(
                "It does not say what happened.", "For example: \"Between 18:00 and 18:23 UTC sign-in failed. You need not do anything.\"");
    }
}
