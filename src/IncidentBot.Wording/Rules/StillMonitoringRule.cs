using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports monitoring that continues in a resolved post. Past monitoring, or monitoring as a measure for the future, is fine.</summary>
internal static class StillMonitoringRule
{
    private const int Reach = 6;

    public static readonly WordingRule Rule = new("STATE-STILL-MONITORING", FindingLevel.Error, Find);

    private static readonly HashSet<string> Watching = ["monitor", "monitoring", "monitored", "watch", "watching", "observe", "observing", "eye"];

    private static readonly HashSet<string> Ongoing =
    [
        "still", "continue", "continues", "continuing", "keep", "keeping", "remain", "remains", "remaining", "will", "are", "is", "currently",
        "closely", "actively",
    ];

    private static readonly HashSet<string> PastOrDenied =
    [
        "not", "no", "stopped", "finished", "without", "were", "was", "had", "after", "ended", "concluded", "completed", "following",
    ];

    private static readonly HashSet<string> Owned =
    [
        "our", "the", "your", "their", "its", "of", "more", "for", "with", "better", "improved", "additional", "a", "and", "internal", "health",
        "network", "performance",
    ];

    private static readonly string[] Prevention =
    [
        "improv", "add", "prevent", "future", "better", "extend", "new", "expand", "strengthen", "review", "enhanc", "introduc", "invest", "tun",
        "recur", "earlier", "faster", "proactive",
    ];

    private static readonly string[] Measures = ["improv", "future", "prevent", "add"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsResolved)
            yield break;
        var preventing = draft.Words.Where(IsPrevention).Select(word => word.Sentence).ToHashSet();
        for (var i = 0; i < draft.Words.Count; i++)
        {
            var word = draft.Words[i];
            if (Watching.Contains(word.Value)
                && IsVerb(draft.Words, i)
                && (!preventing.Contains(word.Sentence) || IsPlainlyOngoing(draft.Words, i))
                && (IsOngoing(draft.Words, i) || IsBare(draft, i)))
                yield return draft.At(i, "customers cannot tell whether it is over.", "Leave it out, or reopen the incident if you still watch it.");
        }
    }

    private static bool IsPrevention(Word word) => StartsWithAny(word, Prevention);

    private static bool StartsWithAny(Word word, string[] starts) =>
        Array.Exists(starts, start => word.Value.StartsWith(start, StringComparison.Ordinal));

    // "We continue to monitor to make sure that it does not recur" still means present monitoring.
    private static bool IsPlainlyOngoing(IReadOnlyList<Word> words, int at) =>
        at >= 2
        && (words[at - 1].Value == "to" || words[at - 1].Value is "closely" or "actively")
        && words.Skip(Math.Max(0, at - 3)).Take(3).Any(word => word.Value is "continue" or "continuing")
        && !words.Skip(Math.Max(0, at - 12)).Take(25).Any(word => word.Sentence == words[at].Sentence && StartsWithAny(word, Measures));

    // "keep an eye on it" counts, "the public eye" does not; "watch videos" is what customers do.
    private static bool IsVerb(IReadOnlyList<Word> words, int at) => words[at].Value switch
    {
        "eye" => at >= 2 && words.Skip(Math.Max(0, at - 3)).Take(3).Any(word => word.Value is "keep" or "keeping"),
        "watch" =>
            !(at > 0 && words[at - 1].Value is "to" && at > 1 && words[at - 2].Value is "able" or "unable" or "try" or "trying")
                && !(at + 1 < words.Count && words[at + 1].Value is "videos" or "video" or "streams" or "list" or "history" or "page"),
        "monitor" =>
            !(at + 1 < words.Count && words[at + 1].Value is "page" or "checks" or "alerts" or "name" or "tab")
                && !(at > 1 && words[at - 1].Value == "to" && words[at - 2].Value is "able" or "unable"),
        _ => true,
    };

    private static bool IsOngoing(IReadOnlyList<Word> words, int at)
    {
        var ongoing = false;
        for (var i = at - 1; i >= 0 && at - i <= Reach && words[i].Clause == words[at].Clause; i--)
        {
            // "Have been monitoring" is past; "have resolved it and are monitoring" is not.
            if (PastOrDenied.Contains(words[i].Value)
                || (i == at - 1 && Owned.Contains(words[i].Value) && words[at].Value != "eye")
                || (words[i].Value is "been" && !ongoing)
                || (words[i].Value is "have" or "has" && !ongoing && at - i <= 2))
                return false;
            ongoing |= Ongoing.Contains(words[i].Value) && !(words[i].Value is "is" or "are" && at - i > 3);
            if (words[i].Value is "which" or "who" or "customers" or "users")
                return ongoing && words[i].Value is "which";
        }

        return ongoing;
    }

    // "Fixed, monitoring."
    private static bool IsBare(Draft draft, int at) =>
        draft.Words[at].Value == "monitoring" && (at == 0 || draft.Words[at - 1].Clause != draft.Words[at].Clause)
        && (at + 1 >= draft.Words.Count
            || draft.Words[at + 1].Clause != draft.Words[at].Clause
            || draft.Words[at + 1].Value is "the" or "for" or "closely" or "it" or "to" or "continues" or "will" or "now")
        && !(at + 1 < draft.Words.Count && draft.Words[at + 1].Value == "for" && draft.Words.Skip(at).Take(8).Any(word => word.Value is Mark.Length or "we"));
}
