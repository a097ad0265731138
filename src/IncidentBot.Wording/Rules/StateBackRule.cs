using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a return to an earlier state without an explanation.</summary>
internal static class StateBackRule
{
    public static readonly WordingRule Rule = new("STATE-BACK", FindingLevel.Hint, Find);

    private static readonly Phrases Explained = new(
        "again", "reopen*", "re-open*", "return*", "recur*", "reoccur*", "resurfac*", "reappear*",
        "(not|did not|does not|has not) ..4 (hold|held|fix|help|work|worked|resolve|resolved|enough|fully|address|last|effective|successful|cause)",
        "(turned|turns) out", "(insufficient|incomplete|unsuccessful|ineffective|premature|wrong)", "(came|come|comes|coming) back",
        "(more|another|different|second|new|additional|other|further) ..1 (cause|causes|problem|problems|issue|issues|errors|reports|failures)",
        "however", "(still|continue|continues|continuing|remaining) ..2 (see|seeing|fail|failing|errors|affected|impact*|experienc*)",
        "after ..5 (fix|looking|testing|review|investigation|recovery|resolved|improvement)",
        "(first|initial|earlier|previous) ..2 (fix|mitigation|cause|diagnosis|analysis|assessment|finding)", "re-evaluat*", "revert*",
        "(ruled|rule) out", "worse", "degraded again", "relapse*");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsIncident
            || draft.Post.Previous is not [.., var last]
            || draft.State >= PostState.Scheduled
            || last.State >= PostState.Scheduled
            || draft.State >= last.State
            || Explained.AreIn(draft.Words))
            yield break;
        yield return draft.Whole(
            $"The last post said \"{Word(last.State)}\"; this one goes back to \"{Word(draft.State)}\".",
            "Say why in a clause, for example \"The errors have returned.\"");
    }

    private static string Word(PostState state) => state.ToString().ToLowerInvariant();
}
