using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>The text should tell customers the workaround, but only when it was confirmed as safe.</summary>
internal static class WorkaroundRule
{
    public static readonly WordingRule Rule = new("WORKAROUND-ASK", FindingLevel.Hint, Find);

    private static readonly Phrases Told = new(
        "workaround", "work-around", "workarounds", "(in the )?(meantime|meanwhile|interim) ..6 (can|may|use|try|please|you|could)",
        "(as|for) (an|a) (alternative|temporary ..1)", "(you|customers|users) can ..8 (instead|meanwhile|by)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsIncident || draft.State is not (PostState.Identified or PostState.Monitoring))
            yield break;
        var told = Told.First(draft.Words);
        if (told is { } passage && draft.Post.IsWorkaroundSafe is false)
            yield return draft.At(
                passage,
                "this workaround is not marked as safe.",
                "Have it tried first, and mark it as safe in the incident.") with { Level = FindingLevel.Warning };
        else if (told is null
            && !string.IsNullOrWhiteSpace(draft.Post.Workaround)
            && !IsWritten(draft, draft.Post.Workaround)
            && draft.Post.IsWorkaroundSafe is not false)
            yield return draft.Whole("The incident has a workaround that customers are not told.", $"Add it: \"{draft.Post.Workaround.Trim()}\"");
    }
    // The incident's own description of the workaround counts, without the word "workaround" too.
    private static bool IsWritten(Draft draft, string workaround) => draft.Text.Contains(workaround.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
