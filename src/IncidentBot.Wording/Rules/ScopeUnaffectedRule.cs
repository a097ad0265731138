using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>When the cause is found, the text should once say what still works.</summary>
internal static class ScopeUnaffectedRule
{
    public static readonly WordingRule Rule = new("SCOPE-UNAFFECTED", FindingLevel.Hint, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var isDue = draft.IsOpen
            && draft.State == PostState.Identified
            && draft.Context.Components.Count > 1
            && !draft.Post.Previous.Any(earlier => earlier.State == PostState.Identified);
        if (isDue && !draft.Says.WhatStillWorks && !draft.Thread.Any(earlier => earlier.Says.WhatStillWorks))
            yield return draft.Whole("Customers of other components want to know too.", "If you are sure of it, say what is not affected.");
    }
}
