using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports words that play down the problem. A precise limit ("only the EU region is affected") is fine.</summary>
internal static class MinimiseRule
{
    public static readonly WordingRule Rule = new("MINIMISE", FindingLevel.Warning, Find);

    private static readonly Phrases Small = new(
        "(only|just|merely|simply) (a|an|some|minor|few|small|slight|brief) ..2", "(only|just) ..2 (few|handful|minor|small|minority|tiny) ..1",
        "merely",
        "minor ..1 (issue|issues|problem|problems|disruption|disruptions|impact|hiccup|delay|delays|glitch|outage|interruption|interruptions|"
            + "degradation|inconvenience|error|errors|incident|slowdown|bug)",
        "(issue|problem|impact|disruption|incident|effect) (is|was|were|remains) ..1 minor",
        "(small|tiny|very small|low|limited|minimal|negligible|insignificant) ..1 (number|percentage|portion|subset|fraction|proportion|"
            + "share|amount|group|handful|minority) ..1",
        "a handful of", "(brief|small|little|quick|tiny|slight|short) (blip|hiccup|glitch|snag)", "blip", "blips", "hiccup", "hiccups", "snag",
        "(slight|tiny|trivial|negligible|insignificant|minuscule) ..1 (delay|delays|issue|issues|impact|problem|problems|interruption|"
            + "slowdown|disruption|error|errors|effect|increase|glitch)",
        "(not|no) (a)? big (deal|problem)", "no (major|big|real|significant) (impact|problem|issue|deal|effect)", "nothing (serious|major|to worry)",
        "(small|little) (issue|problem|bug|error|disruption|delay|mistake)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.Post.Kind == PostKind.Postmortem)
            yield break;
        foreach (var found in Small.In(draft.Words))
        {
            if (!HasFigure(draft, found) && !draft.Vocabulary.IsKnown(draft.Words, found.To - 1) && !IsOfUs(draft, found))
                yield return draft.At(found, "plays down the problem; affected customers see it differently.", "Give the figure, or leave the word out.");
        }
    }

    // "a small percentage (about 3%) of requests" states the figure.
    private static bool HasFigure(Draft draft, Passage found)
    {
        var sentence = draft.SentenceOf(found.From);
        for (var i = Math.Max(sentence.From, found.From - 6); i < Math.Min(sentence.To, found.To + 10); i++)
        {
            if (draft.Words[i].Value == Mark.Share
                || (draft.Words[i].Meaning is Figure && i + 1 < sentence.To && draft.Words[i + 1].Value is "of" or "in" or "out" or "users"
                    or "customers" or "requests" or "accounts" or "percent" or "organizations"))
                return true;
        }

        return false;
    }

    // "just a moment" and "only a restart helps" are not about the impact.
    private static bool IsOfUs(Draft draft, Passage found)
    {
        var last = draft.Words[found.To - 1].Value;
        var isArticle = draft.Words[found.From].Value is "only" or "just" or "simply" && draft.Words[found.From + 1].Value is "a" or "an" or "some";
        var next = found.To < draft.Words.Count ? draft.Words[found.To].Value : "";
        return isArticle
            && !(last is "small" or "few" or "minor" or "brief" or "handful" or "subset" or "slight" or "tiny" or "little" or "blip" or "hiccup"
                or "glitch" or "fraction" or "portion"
                || next is "small" or "few" or "minor" or "brief" or "handful" or "subset" or "fraction" or "portion" or "number" or "percentage"
                    or "issue" or "of" or "users" or "customers"
                || Enumerable.Range(found.From, Math.Min(5, draft.Words.Count - found.From)).Any(i => draft.Words[i].Value is "few" or "small"
                    or "minor" or "handful" or "subset" or "brief" or "fraction" or "portion"));
    }
}
