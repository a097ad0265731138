using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a cause that is named while the investigation goes on.</summary>
internal static class CauseEarlyRule
{
    public static readonly WordingRule Rule = new("CAUSE-EARLY", FindingLevel.Warning, Find);

    private static readonly Phrases Causes = new(
        "because of", "due to", "caused by", "(as a)? result of", "(stemming|resulting|originating|arising) from", "(triggered|introduced) by",
        "(attributed|traced|linked) (back)? to", "root cause (is|was|appears|seems|has been|of this is|of the issue is)", "root cause",
        "the cause (is|was|appears|seems)");

    // The words name the problem itself, or say that the cause is unknown.
    private static readonly Phrases NoCause = new(
        "(due|because|result|caused|stemming|resulting|triggered|attributed|linked|traced) ..2 (to|of|by|from)? "
            + "(this|the|an|these|our|any|such) ..1 (issue|issues|incident|problem|outage|disruption|delay|inconvenience|error|errors|maintenance|"
            + "degradation)",
        "(due|because|caused) (to|of|by) (this|these|it|that)", "due to ..1 (scheduled|planned|ongoing|today's) ..1 (maintenance|work)",
        "(inconvenience|trouble|disruption|frustration|impact|problems) ..3 caused by",
        "(prevent|preventing|avoid|avoiding) ..6 (caused by|due to|because of|triggered by)",
        "(due to|because of|caused by) (a|the|these)? (timeout|timeouts|delay|delays|delayed|failures|latency)");

    private static readonly Phrases Unknown = new(
        "(investigat*|determin*|identify*|identif*|find*|understand*|looking|search*|isolat*|establish*|pinpoint*|diagnos*|analy*|locat*|"
            + "trac*|working|narrow*|unknown|confirm*|whether|if|what|discover*|uncover*|not|no|assess*|seeking|suspected) ..6 (cause|caused|due|"
            + "because|result)",
        "cause ..4 (unknown|not|unclear|yet|under|being|investigat*|still)");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen || draft.State != PostState.Investigating)
            yield break;
        var harmless = NoCause.In(draft.Words).Concat(Unknown.In(draft.Words)).ToList();
        foreach (var found in Causes.In(draft.Words))
        {
            if (!harmless.Exists(found.Overlaps) && !IsBareNoun(draft, found) && !IsStartOfThings(draft, found.From))
                yield return draft.At(
                    found,
                    "names a cause before it is known; if it proves wrong, customers will doubt the next one.",
                    "Say what customers see, and name the cause once it is certain.");
        }
    }

    // "Builds triggered by a push" says which builds; "the errors were triggered by a push" says why.
    private static bool IsStartOfThings(Draft draft, int at) =>
        draft.Words[at].Value is "triggered" or "introduced"
        && !(at > 0
            && draft.Words[at - 1].Value is "is" or "was" or "were" or "are" or "been" or "be" or "issue" or "incident" or "outage" or "problem"
                or "disruption" or "failure" or "failures" or "error" or "errors" or "bug");

    private static bool IsBareNoun(Draft draft, Passage found) =>
        draft.Words[found.To - 1].Value == "cause" && !(found.To < draft.Words.Count && draft.Words[found.To].Value is "is" or "was" or "appears");
}
