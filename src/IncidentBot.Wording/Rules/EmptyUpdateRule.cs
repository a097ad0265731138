using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>
/// Reports a repetition of the previous post, and text that fits any incident. "No change" is news when it names the action and the next time.
/// </summary>
internal static class EmptyUpdateRule
{
    public static readonly WordingRule Rule = new("EMPTY-UPDATE", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || draft.IsFirst)
            yield break;
        if (draft.Says.WhatWeDo && draft.Says.WhenNext)
            yield break;
        if (draft.Thread is [.., var last] && IsSame(draft, last))
            yield return draft.Whole("It repeats the last update.", "Say what you tried since, what comes next, and when you write again.");
        else if (Boilerplate.IsAll(draft))
            yield return draft.Whole("It could describe any incident.", "Say what you tried since, what comes next, and when you write again.");
    }

    private static bool IsSame(Draft draft, Draft last) =>
        draft.Words.Count > 0 && draft.Words.Select(word => word.Value).SequenceEqual(last.Words.Select(word => word.Value), StringComparer.Ordinal);
}
