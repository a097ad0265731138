using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>Calls it over while it is not yet known to be (R46). What is denied, still to come, or about a part only is no such claim.</summary>
internal static class ResolvedEarlyRule
{
    private const int Reach = 12;

    private static readonly HashSet<string> DeniedOrToCome =
    [
        "not", "never", "no", "nor", "cannot", "yet", "until", "till", "once", "when", "whenever", "before", "if", "unless", "soon", "after", "whether",
        "will", "shall", "would", "should", "may", "might", "could", "can", "we'll", "it'll", "being", "getting", "nearly", "almost",
    ];

    private static readonly HashSet<string> Partial = ["partially", "partly", "mostly", "earlier", "previous", "previously", "separate", "unrelated", "another"];

    private static readonly HashSet<string> PartialSubject = ["one", "some", "most", "many", "part", "parts"];

    // Names are resolved too, all day long and by design.
    private static readonly HashSet<string> NameLookup = ["dns", "domain", "domains", "hostname", "hostnames", "host", "hosts", "name", "names", "address", "addresses"];

    private static readonly HashSet<string> Determiners = ["a", "an", "the", "one", "two", "some", "most", "many", "this", "that", "these", "those", "part"];

    private static readonly HashSet<string> Passive = ["is", "are", "was", "were", "be", "been", "now", "fully", "completely", "it's", "that's", "already", "considered"];

    private static readonly HashSet<string> Belief = ["appear", "appears", "seem", "seems", "believed", "considered", "thought"];

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        if (post.State == PublicState.Resolved)
            yield break;
        for (var i = 0; i < post.Words.Count; i++)
        {
            if (ClaimAt(post.Words, i) is not { } words || !IsClaim(post.Words, i, words))
                continue;
            var last = post.Words[i + words - 1];
            yield return new Finding(
                "STATE-RESOLVED-EARLY", FindingLevel.Error, post.Words[i].Start, last.Start + last.Length - post.Words[i].Start,
                "customers will take this as the all-clear, which has not been given.",
                "Write for example \"We have put a fix in place and are monitoring it.\"");
        }
    }

    // How many words make the claim that begins here; null when none does.
    private static int? ClaimAt(IReadOnlyList<Word> words, int index) => words[index].Value switch
    {
        "resolved" or "all-clear" => 1,
        "all" when index + 1 < words.Count && words[index + 1].Value == "clear" => 2,
        _ => null,
    };

    private static bool IsClaim(IReadOnlyList<Word> words, int index, int length)
    {
        var (infinitive, believed) = (false, false);
        var first = index;
        while (first > 0 && index - first < Reach && words[first - 1].Clause == words[index].Clause)
            first--;
        for (var i = first; i < index; i++)
        {
            var word = words[i].Value;
            if (DeniedOrToCome.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal) || Partial.Contains(word) || NameLookup.Contains(word))
                return false;
            infinitive |= word == "to";
            believed |= Belief.Contains(word);
        }

        if (infinitive && !believed)
            return false;
        if (first < index && PartialSubject.Contains(words[first].Value))
            return false;
        return length > 1 || !IsAboutOneThing(words, index);
    }

    // "A restart resolved the errors in one region" has an object; "has been resolved" has none.
    private static bool IsAboutOneThing(IReadOnlyList<Word> words, int index)
    {
        if (index + 1 >= words.Count || words[index + 1].Clause != words[index].Clause)
            return false;
        var next = words[index + 1].Value;
        if (next == "for")
            return index + 2 < words.Count && PartialSubject.Contains(words[index + 2].Value);
        return Determiners.Contains(next) && index > 0 && words[index - 1].Clause == words[index].Clause && !Passive.Contains(words[index - 1].Value);
    }
}
