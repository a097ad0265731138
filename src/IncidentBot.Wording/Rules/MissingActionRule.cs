using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>The text must say what the team does about the problem.</summary>
internal static class MissingActionRule
{
    public static readonly WordingRule Rule = new("ACTION-MISSING", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.IsOpen && !draft.Says.WhatWeDo)
            yield return draft.Whole(
                "It does not say what you are doing about it.",
                draft.IsFirst
                    ? "For example: \"We are investigating.\""
                    : "Name the step you are at, for example \"We are restarting the servers that send mail.\"");
    }
}
