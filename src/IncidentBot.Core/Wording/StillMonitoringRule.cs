using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>Still watches while it calls it over (R46). Watching that is past, or meant to prevent the next one, is no such claim.</summary>
internal static class StillMonitoringRule
{
    private const int Reach = 5;

    private static readonly HashSet<string> Watching = ["monitor", "monitoring", "monitored", "watch", "watching", "observe", "observing"];

    private static readonly HashSet<string> Ongoing =
    [
        "still", "continue", "continues", "continuing", "keep", "keeping", "remain", "remains", "remaining", "will", "we'll", "are", "is", "we're",
    ];

    private static readonly HashSet<string> PastOrDenied = ["not", "no", "stopped", "finished", "without", "were", "was", "have", "had", "after", "aren't", "isn't"];

    private static readonly HashSet<string> Owned = ["our", "the", "your", "their", "its", "of", "more", "for", "with"];

    private static readonly string[] Prevention = ["improv", "add", "prevent", "future", "better", "extend", "new", "expand", "strengthen", "review"];

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        if (post.State != PublicState.Resolved)
            yield break;
        var preventing = post.Words.Where(IsPrevention).Select(word => word.Sentence).ToHashSet();
        for (var i = 0; i < post.Words.Count; i++)
        {
            var word = post.Words[i];
            if (Watching.Contains(word.Value) && !preventing.Contains(word.Sentence) && IsOngoing(post.Words, i))
            {
                yield return new Finding(
                    "STATE-STILL-MONITORING", FindingLevel.Error, word.Start, word.Length,
                    "customers cannot tell whether it is over. Leave it out, or reopen the incident if you still watch it.");
            }
        }
    }

    private static bool IsPrevention(Word word) => Array.Exists(Prevention, start => word.Value.StartsWith(start, StringComparison.Ordinal));

    private static bool IsOngoing(IReadOnlyList<Word> words, int index)
    {
        var ongoing = false;
        for (var i = index - 1; i >= 0 && index - i <= Reach && words[i].Clause == words[index].Clause; i--)
        {
            if (PastOrDenied.Contains(words[i].Value) || (i == index - 1 && Owned.Contains(words[i].Value)))
                return false;
            ongoing |= Ongoing.Contains(words[i].Value);
        }

        return ongoing;
    }
}
