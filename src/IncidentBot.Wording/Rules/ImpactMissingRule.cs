using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>
/// Posts must say what customers notice. This applies to the first post, to the first that names a component and to those that found the cause, until
/// one has said it. A first post may only acknowledge the problem, if it names the part or the time of the next update.
/// </summary>
internal static class ImpactMissingRule
{
    public static readonly WordingRule Rule = new("IMPACT-MISSING", FindingLevel.Error, Find);

    private static readonly Phrases Aware = new("(aware|know|learned|learnt|alerted|notified) ..2 (of|that|about)");

    private static readonly Phrases NoDetails = new("(no|not) ..3 details", "not ..3 know ..3 (more|yet|details)", "(details|more) ..3 (unknown|yet)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || !IsAsked(draft) || IsSaid(draft) || draft.Thread.Any(IsSaid) || IsFirstWord(draft))
            yield break;
        yield return draft.Whole(
            "It does not say what customers notice.", "Say what they see, for example \"Sign-in fails with error 500 for some accounts.\"");
    }

    private static bool IsAsked(Draft draft) =>
        draft.IsFirst
        || draft.State == PostState.Identified
        || (draft.State == PostState.Investigating && Names.NamesPart(draft) && !draft.Thread.Any(Names.NamesPart));

    // "Degraded performance for builds" has little information, but it names the part.
    private static bool IsSaid(Draft draft) => draft.Says.WhatUsersSee || (Impact.Degradation(draft) is not null && Names.AreSaid(draft));

    private static bool IsFirstWord(Draft draft) =>
        draft.IsFirst && draft.State == PostState.Investigating
        && (NoDetails.AreIn(draft.Words)
            || (draft.Says.WeKnow && (draft.Says.WhenNext || draft.Post.NextUpdateAt is not null))
            || (Aware.AreIn(draft.Words) && Names.NamesPart(draft)));
}
