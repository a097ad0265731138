using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>The last post must say whether customers have to do anything.</summary>
internal static class ResolvedActionRule
{
    public static readonly WordingRule Rule = new("RESOLVED-ACTION", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.IsResolved && !draft.Says.WhatToDo)
            yield return draft.Whole("It does not say whether customers have to do anything.", "Write what they should do, or \"You need not do anything.\"");
    }
}
