namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes words that fit any incident, and so have no information about this one.</summary>
internal static class Boilerplate
{
    private static readonly HashSet<string> Courtesy =
    [
        "we", "us", "our", "you", "your", "i", "all", "everyone", "a", "an", "the", "this", "that", "these", "any", "for", "and", "or", "of", "to",
        "in", "as", "with", "by", "at", "so", "very", "truly", "sincerely", "deeply", "again", "please", "is", "are", "be", "been", "have", "has",
        "may", "might", "will", "would", "do", "it",
        "sorry", "apologize", "apologise", "apologies", "apology", "regret", "thank", "thanks", "appreciate", "appreciated", "patience",
        "understanding", "cooperation", "bear", "bearing", "inconvenience", "inconveniences", "trouble", "disruption", "frustration", "impact",
        "cause", "caused", "causing", "during", "time", "continued", "while", "know", "how", "importance", "important", "frustrating", "issue",
        "incident", "customers", "users", "accept", "offer", "much", "like", "greatly", "kind", "support", "hope",
    ];

    private static readonly HashSet<string> Work =
    [
        "continue", "continues", "continuing", "continued", "currently", "still", "now", "actively", "investigate", "investigating", "investigated",
        "investigation", "issue", "issues", "problem", "problems", "incident", "incidents", "outage", "matter", "situation", "team", "teams",
        "engineers", "engineering", "technical", "work", "working", "works", "fix", "fixes", "fixed", "resolution", "solution", "resolve", "resolved",
        "resolving", "mitigate", "mitigation",
        "mitigating", "implement", "implemented", "implementing", "deployed", "deploying", "applied", "identified", "identify", "identifying",
        "cause", "root", "found", "monitor", "monitoring", "monitored", "results", "result", "closely", "further", "update", "updates", "updated",
        "provide", "provided", "providing", "more", "information", "details", "soon", "shortly", "available", "becomes", "become", "possible", "when",
        "once", "learn", "know", "aware", "look", "looking", "into",
        "systems", "system", "service", "services", "affected", "impacted", "experiencing", "performance", "degraded", "degradation", "normal",
        "normally", "return", "returned", "full", "fully", "restore", "restored", "restoring", "operational", "being", "on", "from", "share", "post",
        "posted", "keep", "necessary", "needed", "progress", "progressing", "underway", "highest", "priority", "top", "urgently", "diligently",
        "quickly", "hard", "some", "was", "were", "not", "yet", "also", "stand", "stay", "tuned", "ensure", "ensuring", "stable", "stability",
        "remain", "remains", "recovery", "recovered",
        "confirm", "confirmed", "has", "had", "there", "if", "next", "regular", "regularly", "additional", "new", "here", "page", "status", "they",
        "them", "their", "its", "what", "which", "who", "detailed", "analysis", "rca", "report", "begin", "began", "been", "complete", "completed",
        "successfully", "scheduled", "maintenance", "planned", "verification", "verifying", "started", "finished", "ended", "window", "change",
        "changes", "report", "reports", "reported", "multiple", "several", "various", "certain", "addressing", "address", "addressed", "believe",
        "determine", "determining", "potential", "see", "seeing", "observe", "observing", "occur", "occurred", "occurring", "made", "making", "good",
        "place", "put", "taking", "take", "steps", "effort", "efforts", "remediation", "remediating", "follow", "well", "time", "sure", "additional",
        "upstream", "about", "out", "up", "back", "can", "evaluate", "evaluating", "no", "change", "same",
    ];

    /// <summary>Whether the passage has any information about this incident.</summary>
    public static bool HasNews(Draft draft, Passage passage, bool alsoCourtesy)
    {
        for (var i = passage.From; i < passage.To; i++)
        {
            var value = draft.Words[i].Value;
            if (!Courtesy.Contains(value) && (alsoCourtesy || !Work.Contains(value)))
                return true;
        }

        return false;
    }

    /// <summary>Whether the whole text has no information about this incident.</summary>
    public static bool IsAll(Draft draft) => !HasNews(draft, new Passage(0, draft.Words.Count), alsoCourtesy: false);
}
