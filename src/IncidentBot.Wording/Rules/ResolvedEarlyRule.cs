using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>
/// Reports the claim of a resolution while the incident is open. A denial, a future resolution or the resolution of one part is no such claim.
/// </summary>
internal static class ResolvedEarlyRule
{
    private const int Reach = 12;

    public static readonly WordingRule Rule = new("STATE-RESOLVED-EARLY", FindingLevel.Error, Find);

    private static readonly HashSet<string> DeniedOrFuture =
    [
        "not", "never", "no", "nor", "yet", "until", "till", "once", "when", "whenever", "before", "if", "unless", "soon", "after", "whether", "will",
        "shall", "would", "may", "might", "could", "can", "being", "getting", "get", "gets", "nearly", "almost", "upon", "hope", "hoping", "while",
        "without", "considering", "declaring", "marking", "mark", "nothing", "how", "consider", "as", "want", "like", "need", "needs", "confirmation",
        "verifying", "verify", "validating", "validate", "ensure", "ensuring", "confirming", "awaiting", "waiting", "check", "checking",
    ];

    private static readonly HashSet<string> Partial =
    [
        "partially", "partly", "mostly", "largely", "earlier", "previous", "previously", "separate", "unrelated", "another", "recently", "recent",
        "automatically", "temporarily",
    ];

    private static readonly HashSet<string> PartialSubject = ["one", "some", "most", "many", "part", "parts", "several", "majority", "half"];

    // Name resolution is an ordinary function of DNS, and tickets are resolved too.
    private static readonly HashSet<string> OtherThings =
    [
        "dns", "domain", "domains", "hostname", "hostnames", "host", "hosts", "name", "names", "address", "addresses", "ticket", "tickets", "alerts",
        "alert", "comments", "threads", "thread", "conversations", "conversation", "resolver", "resolvers", "records", "conflicts", "conflict",
        "dispute", "disputes",
    ];

    private static readonly HashSet<string> Determiners = ["a", "an", "the", "one", "two", "some", "most", "many", "this", "that", "these", "those", "part"];

    private static readonly HashSet<string> WholeObjects = ["issue", "issues", "problem", "problems", "incident", "outage", "it", "this", "disruption"];

    private static readonly HashSet<string> Passive =
    [
        "is", "are", "was", "were", "be", "been", "now", "fully", "completely", "already", "considered", "has", "have",
    ];

    private static readonly HashSet<string> Belief = ["appear", "appears", "seem", "seems", "believed", "considered", "thought", "believe"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen)
            yield break;
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (ClaimAt(draft, i) is not { } count || !IsClaim(draft, i, count))
                continue;
            yield return draft.At(
                new Passage(i, i + count),
                "customers will take this as the all-clear, which has not been given.",
                "Write for example \"We have put a fix in place and are monitoring it.\"");
        }
    }

    // The number of words in the claim that starts here; null without one.
    private static int? ClaimAt(Draft draft, int at) => draft.Words[at].Value switch
    {
        "resolved" or "all-clear" => 1,
        "all" when at + 1 < draft.Words.Count
        && draft.Words[at + 1].Value == "clear"
        && (at + 2 >= draft.Words.Count || draft.Words[at + 2].Clause != draft.Words[at].Clause || !IsNoun(draft.Words[at + 2].Value)) =>
            2,
        _ => null,
    };

    private static bool IsNoun(string after) => after is "text" or "path" or "paths" or "caches" or "cache" or "button" or "buttons";

    private static bool IsClaim(Draft draft, int at, int count)
    {
        var words = draft.Words;
        var first = at;
        while (first > 0 && at - first < Reach && words[first - 1].Clause == words[at].Clause)
            first--;
        var (infinitive, believed, doubted, isNow) = (false, false, false, at + count < words.Count && words[at + count].Value is "now" or "already");
        for (var i = first; i < at; i++)
        {
            var word = words[i].Value;
            if (IsDenial(words, i, at) || Partial.Contains(word) || OtherThings.Contains(word))
                return false;
            infinitive |= word == "to";
            believed |= Belief.Contains(word);
            doubted |= word is "should" or "must";
            isNow |= word is "now" or "already";
        }

        // "Should be resolved within the hour" is about the future; "should now be resolved" is a claim.
        if ((doubted && !isNow && !(IsPerfect(words, first, at) && !IsOverdue(words, at + count)))
            || (infinitive && !believed && !isNow && !IsPerfect(words, first, at)))
            return false;
        if (first < at && GoesOnWithAnother(draft, first, at))
            return false;
        if (first < at && (PartialSubject.Contains(words[first].Value) || IsSubjectPart(words, first, at) || IsAside(words, at)))
            return false;
        return count > 1 || !IsAboutPart(draft, at);
    }

    private static bool IsDenial(IReadOnlyList<Word> words, int index, int claim) => words[index].Value switch
    {
        // "has no further effect and is resolved" denies something else.
        "no" or "nor" => claim - index <= 4,
        "can" => words[index + 1].Value is not ("confirm" or "report" or "say" or "announce" or "share"),
        "as" => words[index + 1].Value != "of",
        var word => DeniedOrFuture.Contains(word),
    };

    // "seems to have been resolved", but not "to have this resolved".
    private static bool IsPerfect(IReadOnlyList<Word> words, int first, int at)
    {
        var i = at - 1;
        while (i > first && words[i].Value is "been" or "now" or "fully" or "completely" or "already" or "finally" or "since")
            i--;
        return i >= first && words[i].Value is "has" or "have";
    }

    // "It should have been resolved by 14:00 UTC" admits a delay; "as of 14:00 UTC" is a claim.
    private static bool IsOverdue(IReadOnlyList<Word> words, int next) =>
        next < words.Count && words[next].Value is "by" or "earlier" or "already" or "before";

    private static readonly Phrases Rest = new(
        "(continuing|continue|continues|still|also) ..2 (mitigate|mitigating|work|working|investigate|investigating|recover|recovering|"
            + "restore|restoring|fix|fixing|address|addressing)",
        "(are|is) ..2 (investigating|working|fixing)");

    private static readonly Phrases LookingBack = new("(cause|causes|why|prevent*|review|what happened)");

    // "The delays of logs are resolved. We are still working on those of metrics."
    private static bool GoesOnWithAnother(Draft draft, int first, int at)
    {
        for (var i = first; i < at; i++)
        {
            if (WholeObjects.Contains(draft.Words[i].Value))
                return false;
        }

        return draft.SentenceBeside(at, 1) is { } next && Rest.AreIn(draft.Words, next) && !LookingBack.AreIn(draft.Words, next);
    }

    private static bool IsSubjectPart(IReadOnlyList<Word> words, int first, int at)
    {
        for (var i = first; i + 1 < at; i++)
        {
            if (words[i].Meaning is Figure && words[i + 1].Value == "of")
                return true;
            if (PartialSubject.Contains(words[i].Value)
                && words[i + 1].Value is "of" or "users" or "customers" or "services" or "errors" or "regions" or "issues" or "components")
                return true;
        }

        return false;
    }

    // "a similar issue that was resolved on 2 March".
    private static bool IsAside(IReadOnlyList<Word> words, int at) =>
        at >= 2 && words[at - 1].Value is "was" or "were" && words[at - 2].Value is "that" or "which";

    // "A restart resolved the errors in one region" has an object, "has been resolved" has none, and "resolved for most users" is partial.
    private static bool IsAboutPart(Draft draft, int at)
    {
        var words = draft.Words;
        if (at + 1 >= words.Count || words[at + 1].Clause != words[at].Clause)
            return false;
        var next = words[at + 1].Value;
        var after = at + 2 < words.Count && words[at + 2].Sentence == words[at].Sentence ? words[at + 2].Value : "";
        if (next is "for" or "in" or "on")
            return PartialSubject.Contains(after)
                || after is "the" && at + 3 < words.Count && PartialSubject.Contains(words[at + 3].Value)
                || (next == "in" && after is not ("all" or "full" or "every" or "production") && !IsTimeAt(words, at + 2))
                || after == Mark.Share
                || (next == "for"
                    && after is not ("all" or "everyone" or "every" or "our" or "users" or "customers" or "affected" or "impacted" or "the" or "now"
                        or "good"));
        if (OtherThings.Contains(next)
            || next is "incidents" or "issues" or "incident" or "tickets"
            || (next == "by" && after is "users" or "customers" or "you" or "clients" or "agents"))
            return true;
        var isActive = at > 0 && words[at - 1].Clause == words[at].Clause && !Passive.Contains(words[at - 1].Value);
        if (isActive || (at > 0 && words[at - 1].Value is "have" or "has" or "now" or "already"))
            return Determiners.Contains(next)
                && !words.Skip(at + 1).Take(3).Any(word => word.Sentence == words[at].Sentence && WholeObjects.Contains(word.Value));
        return false;
    }

    private static bool IsTimeAt(IReadOnlyList<Word> words, int at) => at < words.Count && words[at].Value is Mark.Length or Mark.Time;
}
