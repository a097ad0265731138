using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>While the incident is open, the text must say when the next update comes.</summary>
internal static class NextMissingRule
{
    public static readonly WordingRule Rule = new("NEXT-MISSING", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.IsOpen && draft.Post.NextUpdateAt is null && !draft.Says.WhenNext)
            yield return draft.Whole("It does not say when customers hear from you next.", $"Add a time: \"Next update by {draft.NextUpdateTime}.\"");
    }
}
