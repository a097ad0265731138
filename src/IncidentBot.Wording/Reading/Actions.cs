namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes what the team does about the problem.</summary>
internal static class Actions
{
    // Words for a state, a possession or a statement; none of them is an action that solves the problem.
    private static readonly HashSet<string> NoActions =
    [
        "aware", "see", "seeing", "seen", "saw", "know", "known", "knew", "apologize", "apologise", "apologizing", "apologising", "apologized",
        "expect", "expecting", "believe", "think", "update", "updating", "updated", "post", "posting", "provide", "providing",
        "share", "sharing", "keep", "keeping", "notice", "noticing", "noticed", "experience", "experiencing", "experienced", "understand",
        "appreciate", "thank", "regret", "hope", "hoping", "sorry", "send", "give", "have", "had", "be", "been", "having", "do", "receive",
        "receiving", "received",
        "suffering", "facing", "getting", "got", "informed", "inform", "notify", "let", "report", "reporting", "reported", "wish", "realize",
        "recognize", "acknowledge", "encountering", "recommend", "advise", "suggest", "ask", "asking", "anticipate", "able", "unable", "not", "happy",
        "glad", "pleased", "sharing", "communicate", "communicating",
        "observe", "observing", "observed", "learned", "affected", "impacted", "down", "back", "here", "grateful", "committed", "want", "need",
        "continue", "continuing", "currently", "now", "still", "actively", "also", "again", "already", "just", "further", "all", "the", "a", "an",
        "in", "on", "at", "with", "of", "to", "by", "no", "very", "truly", "deeply", "so", "only", "both", "more", "most", "some", "other", "using",
        "being", "doing", "unsure", "confident", "due", "alerted",
    ];

    private static readonly Phrases Actors = new(
        "(we|teams|team|engineers|engineering|engineer|technicians|specialists|experts|staff|everyone|operations|developers|responders|"
            + "provider|vendor|supplier|carrier|partner|group|ops)");

    private static readonly Phrases ActionPhrases = new(
        "investigat*", "(looking|looked|look) (into|for|at)",
        "(working|worked|work) (on|to|with|towards|toward|through|closely|actively|hard|around|quickly|diligently|together|continues|is)", "on it",
        "mitigat*", "remediat*", "(rolling|rolled|roll|rollback|roll-back) ..2 back", "rollback",
        "revert*", "restoring", "restored by", "restart*", "reboot*", "monitor", "monitoring", "watching", "escalat*", "troubleshoot*", "diagnos*",
        "(fix|patch|change|mitigation|workaround|solution|hotfix|update|correction|resolution|remedy) ..3 "
            + "(is|has|was|are|have|were|being|will) ..3 (implemented|deployed|applied|released|rolled|in|made|prepared|developed|tested|pushed|"
            + "put|shipped|live|underway|progress|identified|place|created|merged|published|built)",
        "(implementing|deploying|applying|releasing|rolling|preparing|testing|developing|pushing|implemented|deployed|applied|released|"
            + "rolled|pushed|shipped|put) ..4 (fix|fixes|patch|change|mitigation|mitigations|solution|hotfix|correction|resolution|workaround|"
            + "update|out|measures|place)",
        "(fixing|repairing|replacing|rerouting|re-routing|scaling|rebuilding|isolating|reprocessing|re-processing|clearing|draining|"
            + "catching up|switching|moving|adding|increasing|reducing|blocking|disabling|disabled|analy*|verifying|validating|confirming|tracing|"
            + "narrowing|engaged|engaging|contacted|failing over|failed over)",
        "(recovery|restoration|repair|repairs|rollout|mitigation|efforts|deployment|cleanup|work) ..2 "
            + "(is|are|has|have|continues|continue|was) ..2 (underway|progress|ongoing|started|begun|progressing|in|continuing|way|under)",
        "(on site|on-site|dispatched|en route)",
        "being ..1 (restored|processed|reprocessed|delivered|drained|moved|replaced|repaired|rebuilt|rolled|applied|deployed|worked|looked|"
            + "addressed|handled|copied|rerouted|cleared|caught|brought|retried|replayed|migrated|fixed|prepared|tested)",
        "(work|works|repairs) (continues|continued|goes on)", "continuing to restore",
        "(continue|continues|continuing|continued) ..2 (operations|efforts|work|repairs|restoration)",
        "(fix|patch|mitigation|change) ..1 (in place|going out|on its way|ready)", "(keep|continue|continues|continuing) ..1 (retry|retrying)",
        "in the process of ..1", "(shutting down|fixed by)", "starting to (deploy|rebuild|restore|move|roll|replace)",
        "maintenance ..3 (in effect|has started|has begun)", "on location", "(will|and|to) watch", "(is|are|went|goes|now) ..1 live",
        "<share> ..1 (complete|completed|done|finished)",
        "(been|was|were|is|are) ..1 (restored|replaced|rebooted|restarted|moved|repaired|disabled|removed|reverted|rerouted|increased|"
            + "switched|isolated|blocked|added|paused|re-enabled|rebuilt|booting)",
        "in progress", "underway", "addressing", "resolving", "processing the", "searching for the", "trying to", "identifying", "determin*",
        "pinpoint*");

    public static bool AreSaid(Draft draft) => ActionPhrases.AreIn(draft.Words) || Actors.In(draft.Words).Any(actor => Acts(draft, actor));

    // "We are reindexing the catalogue": any other verb after "we" counts as an action.
    private static bool Acts(Draft draft, Passage actor)
    {
        var words = draft.Words;
        var isGoingOn = false;
        for (var i = actor.To; i < words.Count && i < actor.To + 6 && words[i].Sentence == words[actor.From].Sentence; i++)
        {
            var value = words[i].Value;
            // "We are continuing to deploy the change."
            if (isGoingOn && value != "to" && words[i - 1].Value == "to")
                return !NoActions.Contains(value);
            isGoingOn |= value is "continue" or "continuing";
            if (value is "are" or "is" or "have" or "has" or "am" or "will" or "been" or "were" or "was" or "currently" or "now" or "still"
                or "actively" or "also" or "already" or "just" or "therefore" or "both" or "all" or "urgently" or "continuing" or "continue" or "to"
                or "then" or "in" or "parallel" or "meanwhile"
                || value.EndsWith("ly", StringComparison.Ordinal))
                continue;
            return !NoActions.Contains(value)
                && (value.EndsWith("ing", StringComparison.Ordinal)
                    || value.EndsWith("ed", StringComparison.Ordinal)
                    || value is "found" or "put" or "brought" or "taken" or "made" or "begun" or "stopped" or "built" or "cut" or "shut" or "set"
                        or "run" or "rerun" or "took" or "began" or "sent");
        }

        return false;
    }
}
