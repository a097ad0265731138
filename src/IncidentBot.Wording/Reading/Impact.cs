namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes what users notice, in their words.</summary>
internal static class Impact
{
    // A failing action needs no other name: "unable to upload", "trouble loading threads".
    private static readonly Phrases Acts = new(
        "(unable|inability|able|cannot|fail|fails|failed|failing) ..1 to ..1 (log*|sign*|open|load|send|receive|connect|upload|download|view|"
            + "create|edit|save|pay|play|search|join|deploy|build|push|pull|clone|sync|call|print|book|order|register|publish|reach|export|import|"
            + "schedule|submit|start|stream|access|install|place|process|render|run)",
        "(can|could) not ..1 (log*|sign*|open|load|send|receive|connect|upload|download|view|create|edit|save|pay|play|search|join|deploy|"
            + "build|push|pull|clone|sync|call|print|book|order|register|publish|reach|export|import|schedule|submit|start|stream|access|install|"
            + "place|process|render|run)",
        "(trouble|difficulty|difficulties|problems|issues|errors|delays|failures|problem|issue) ..2 (when|while|with)? ..1 "
            + "(logging|signing|loading|sending|receiving|connecting|creating|viewing|uploading|downloading|opening|saving|processing|running|"
            + "starting|publishing|searching|making|placing|authenticating|deploying|building|syncing|displaying|delivering|playing|editing|"
            + "submitting|joining|calling|pushing|pulling|cloning|registering|booking|paying|rendering|generating|scheduling|exporting|importing|"
            + "installing|streaming|printing|ordering|accessing)");

    // "Degraded performance" names no symptom, but it is the status page's own term for one.
    private static readonly Phrases Degraded = new(
        "(affect|affects|affecting|impact|impacts|impacting|reduces|reducing) ..1 availability",
        "degraded (performance|service|availability|experience|functionality|state|quality)", "degradation",
        "performance (issues|issue|problems|problem|degradation)", "(impacted|reduced|poor) (performance|availability)", "degraded");

    private static readonly Phrases Symptoms = new(
        "(not|unable|never|cannot|nor) ..1 to? (see|use|open|log|sign|access|reach|load|send|receive|connect|save|create|view|upload|"
            + "download|update|complete|get|make|start|run|find|play|pay|edit|publish|sync|display|appear|show|work|working|loading|responding|"
            + "available|accessible|reachable|displayed|shown|delivered|processed|displaying|sending|receiving|syncing|functioning|appearing|"
            + "arriving|place|submit|process|delete|join|search|render|register|book|order|print|call|dial|authenticate|login|deploy|build|push|"
            + "pull|clone|query|read|write|export|import|schedule|generate|establish)",
        "unable to", "inability to", "not (be )?able to", "fail", "fails", "failed", "failing", "failure", "failures", "error", "errors", "erroring",
        "error-rate", "error-rates", "time-out", "time-outs", "timed-out", "packet-loss", "slow", "slower", "slowly", "slowness", "sluggish",
        "slowdown", "slowdowns",
        "delay", "delays", "delayed", "delaying", "latency", "latencies", "timeout", "timeouts", "timing out", "time out", "times out", "timed out",
        "unavailable", "unavailability", "unreachable", "inaccessible", "unresponsive", "offline", "down", "outage", "outages", "downtime",
        "unusable", "broken", "stuck", "stalled", "hang", "hangs", "hanging", "freeze", "freezes", "freezing", "frozen",
        "crash", "crashes", "crashing", "crashed", "missing", "lost", "dropped", "drops", "dropping", "disconnect*", "interrupt*", "rejected",
        "refused", "denied", "blocked", "duplicate", "duplicates", "duplicated", "incorrect", "incorrectly", "wrong", "stale", "outdated", "blank",
        "empty",
        "5xx", "4xx", "500s", "503s", "(500|502|503|504|429|404|403|401|400)", "http #", "throttled", "throttling", "rate-limited", "queued",
        "queueing", "queuing", "backlog", "lag", "lagging", "packet loss", "jitter", "garbled", "choppy", "buffering",
        "(trouble|difficulty|difficulties|problems|issues|problem|issue|delays|troubles) ..2 (accessing|logging|signing|loading|sending|"
            + "receiving|connecting|creating|viewing|uploading|downloading|opening|using|reaching|saving|processing|running|starting|publishing|"
            + "searching|making|placing|authenticating|completing|deploying|building|syncing|displaying|delivering|playing|editing|updating|"
            + "submitting|joining|calling|pushing|pulling|cloning|fetching|retrieving|registering|booking|paying|rendering|generating|executing|"
            + "scheduling|querying|writing|reading|exporting|importing|installing|resolving|establishing|provisioning|launching|printing)",
        "(login|log-in|sign-in|signin|sign-on|sso|connectivity|connection|network|delivery|authentication|loading|checkout|payment|upload|"
            + "download|audio|video|call|availability|access|dns|routing|search|rendering|display) (issues|issue|problems|problem|trouble|"
            + "difficulties|loss)",
        "(elevated|increased|higher|high|abnormal|unusual|longer|long|extended) ..2 (rate|rates|times|time|volume|load|wait|waits|queue|response)",
        "(may|might|could|will|can|would|are|is|not) ..2 (see|notice|experience|encounter|receive|get) ..8 "
            + "(message|page|screen|prompt|warning|notification|notifications|emails|data|results|charges|code|codes|banner|popup|spinner|loops)",
        "(does|do|did|is|are|was|were|will|can|would) not ..2 (load|work|open|appear|show|display|update|sync|send|arrive|start|run|respond|"
            + "play|render|complete|refresh|return|connect|process|deliver|save)",
        "(is|are|was|were) not ..2 (returned|displayed|shown|delivered|processed|sent|updated|applied|executed|triggered|recorded|created|"
            + "received|loaded|ingested|reflected|online|counted|charged)",
        "(prevent|prevents|preventing|prevented|keep|keeps|keeping|block|blocks|blocking|stop|stops|stopping) ..5 from ..1",
        "(impact|impacts|impacting|affect|affects|affecting|limit|limits|limiting|reduces|reducing) ..4 ability to",
        "(you|users|customers|clients) ..2 (need|have) to (refresh|reload|retry|log|restart|reconnect)",
        "(issues|problems|trouble|difficulties|difficulty) (performing|managing|interacting|configuring|invoking|applying|editing|changing)",
        "higher-than-*", "(unexpected|incorrect|wrong|duplicate|double|higher) ..1 (charge|charges|bills|invoices)", "overcharg*", "overbill*",
        "unreliable", "unreliably", "no data (status|state|shown)",
        "(display|displays|displaying|show|shows|showing) ..6 (required|warning|watermark|message)",
        "not ..2 (seeing|getting|reaching|receiving|loading)", "no (impact|customer|user|effect) ..3",
        "(without|not) (impact|affecting|affect|impacting)", "paused", "suspended", "disabled", "degrading", "intermittently available", "late",
        "later than", "old", "older", "out of date", "out-of-date", "behind", "took longer", "takes longer", "taking longer",
        "longer than (usual|normal|expected)", "retry", "retries", "loss of", "disruption (to|of|in|for|with)", "(disruptions|disrupted|disrupting)");

    // "The cause of the failure is known" is about the cause; alone these words name no symptom.
    private static readonly Phrases Generic = new(
        "(an|the|this|a) (error|failure|outage|delay) (has|have|was|is) ..2 (identified|resolved|found|fixed|located)",
        "(prevent|preventing|prevents|keep|keeping|stop|stopping) ..5 from (happening|recurring|occurring|reoccurring|repeating)",
        "(sorry|apolog*|regret) ..5 (delay|disruption|outage|downtime)", "down to", "(break|narrow|track|trac*|drill) ..2 down",
        "root cause of ..2 (failure|outage|error)", "(drill|narrow*|scal*|shut*|wind*|slow*|bring*|brought|take|taken|taking) down");

    private static readonly Phrases Unaffected = new(
        "not (affected|impacted|impacting|affecting|involved|been affected|been impacted)", "(unaffected|unimpacted)",
        "(remain|remains|continue|continues|are|is|still|stay|stays) ..2 (available|operational|unaffected|accessible|normal|normally|"
            + "functional|online)",
        "(no|without) (impact|effect) (on|to|for)", "no other ..4", "(all|every) other ..6 (normal|normally|operational|available|working|fine)",
        "(only|limited|isolated|confined|restricted) to", "everything else", "nothing else", "does not (affect|impact|apply)",
        "do not (affect|impact)", "(work|works|working|operating|functioning|running) (normally|as (normal|expected|usual)|fine)",
        "other ..4 (not|normal|normally|operational|available|unaffected)");

    /// <summary>Whether the text says what users notice.</summary>
    public static bool IsSaid(Draft draft) => Where(draft) is not null;

    /// <summary>The first words that say what users notice; null without any.</summary>
    public static Passage? Where(Draft draft)
    {
        var generic = Generic.In(draft.Words).ToList();
        foreach (var found in Symptoms.In(draft.Words))
        {
            if (!generic.Exists(other => found.From < other.To && other.From < found.To))
                return found;
        }

        return null;
    }

    public static Passage? Degradation(Draft draft) => Degraded.First(draft.Words);

    /// <summary>Whether the text names what customers try to do.</summary>
    public static bool NamesAct(Draft draft) => Acts.AreIn(draft.Words);

    public static bool SaysWhatWorks(Draft draft) => Unaffected.AreIn(draft.Words);
}
