using System.Text.RegularExpressions;
using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports statements about security that the security team has not approved.</summary>
internal static class SecurityRule
{
    public static readonly WordingRule Rule = new("SECURITY-GATE", FindingLevel.Error, Find);

    private static readonly Regex Cve = new(@"\bCVE-\d{4}-\d{3,7}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private const string Valuables =
        "(data|information|credentials|credential|passwords|password|tokens|token|keys|key|secrets|details|records|addresses|accounts|emails|"
            + "files|names|content|pii|database|repositories)";

    private static readonly Phrases Words = new(
        "(data|security|privacy|system|systems|account|a|the|this|potential|possible|suspected|of) breach", "(breached|breaches)",
        "(been|was|were|is|are|being|potentially|may have been|inadvertently|accidentally|publicly) exposed",
        $"(exposed|exposing|expose|exposes|exposure of) ..5 {Valuables}", $"{Valuables} ..3 (exposed|leaked|stolen|compromised|exfiltrated)",
        "(vulnerability|vulnerabilities)",
        "(unauthorized|unauthorised|illegal|unlawful|improper) ..2 (access|accessed|party|parties|actor|disclosure|person|use|user|users|individual)",
        "(without authorization|without authorisation)", $"{Valuables} ..3 compromised", "(been|was|were) compromised",
        "compromised ..1 (account|accounts|credential|credentials|token|tokens|key|keys|server|servers|system|systems|package|packages|"
            + "password|passwords|device|devices)",
        "(account|accounts|server|servers|system|systems) ..2 compromised", "(hacked|hackers|hacker|hacking)",
        "(attacker|attackers|intruder|intruders|intrusion|ransomware|malware|exfiltrat*|phishing campaign|malicious (actor|actors|party|"
            + "parties|code))",
        "(data|information|credential|credentials|token|tokens|key) (leak|leaks|leakage|theft)", $"leaked ..2 {Valuables}", "exploit", "exploits",
        "exploited", "exploitation", "zero-day", "0-day", "security (incident|issue|flaw|hole|breach|event|bug)", "stolen");

    // Products and agreements of a service: "vulnerability alerts", "SLA breach".
    private static readonly HashSet<string> Products =
    [
        "alerts", "alert", "scanning", "scanner", "scan", "scans", "management", "database", "reports", "report", "reporting", "detection", "feed",
        "feeds", "dashboard", "assessment", "assessments", "data", "advisories", "monitoring", "notifications", "checks", "results", "module", "list",
    ];

    private static readonly HashSet<string> Agreements = ["sla", "slo", "slas", "slos", "threshold", "limit", "target", "contract", "quota"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (draft.Post.IsSecurityApproved)
            yield break;
        foreach (Match match in Cve.Matches(draft.Text))
            yield return Gate(match.Index, match.Length);
        foreach (var found in Words.In(draft.Words))
        {
            if (IsProduct(draft, found))
                continue;
            var (start, end) = (draft.Words[found.From].Start, draft.Words[found.To - 1].End);
            yield return Gate(start, end - start);
        }
    }

    private static Observation Gate(int start, int length) =>
        new(start, length, "is about security and needs the security team's approval first.", "Ask them, or leave it out.");

    private static bool IsProduct(Draft draft, Passage found)
    {
        var last = draft.Words[found.To - 1].Value;
        var next = found.To < draft.Words.Count && draft.Words[found.To].Sentence == draft.Words[found.From].Sentence ? draft.Words[found.To].Value : "";
        if (last is "vulnerability" or "vulnerabilities" or "malware" or "exploit" or "breach" or "compromised" && Products.Contains(next))
            return true;
        if (last is "access" or "user" or "use" && next is "error" or "errors" or "message" or "messages" or "response" or "responses")
            return true;
        if (last.StartsWith("breach", StringComparison.Ordinal)
            && (Agreements.Contains(next) || HasAgreement(draft, found.From - 3, found.From) || HasAgreement(draft, found.To, found.To + 3)))
            return true;
        // "exposed through the API" is a normal state.
        if (last == "exposed"
            && next is "through" or "via" or "by" or "in" or "as" or "on"
            && !draft.Words.Skip(Math.Max(0, found.From - 6))
                .Take(14)
                .Any(word => word.Value is "data" or "information" or "credentials" or "tokens" or "passwords" or "customer" or "personal"))
            return true;
        return draft.Vocabulary.IsKnown(draft.Words, found.To - 1) || draft.Vocabulary.IsKnown(draft.Words, found.From);
    }

    private static bool HasAgreement(Draft draft, int from, int to)
    {
        for (var i = Math.Max(0, from); i < Math.Min(to, draft.Words.Count); i++)
        {
            if (Agreements.Contains(draft.Words[i].Value))
                return true;
        }

        return false;
    }
}
