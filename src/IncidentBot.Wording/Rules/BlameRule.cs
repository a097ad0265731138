using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports blame on a person, a team or a customer, and excuses by a vendor. A vendor named as a fact is no blame.</summary>
internal static class BlameRule
{
    public static readonly WordingRule Rule = new("BLAME", FindingLevel.Error, Find);

    private const string People =
        "(engineer|engineers|employee|employees|technician|technicians|contractor|contractors|intern|interns|colleague|teammate|sysadmin|"
            + "someone|somebody)";

    private const string Slip = "(mistake|mistakes|fault|negligence|carelessness|incompetence|blunder|oversight|sloppiness|misuse|ignorance)";

    // What engineers do about a problem is no blame. Neither is a failing program with a name such as "manager" or "worker".
    private static readonly Phrases Persons = new(
        "(human|operator|user|personnel|manual|engineer|employee|staff|clerical) error",
        $"{People} ..2 (accidentally|mistakenly|inadvertently|wrongly|carelessly|incorrectly|erroneously|forgot|misconfigured|(deleted|"
            + "removed|changed|pressed) the wrong|botched|messed|broke|neglected|unplugged)",
        $"(caused|triggered|introduced|broken) by ..2 {People}", $"(because of|due to) ..2 {People}", $"{People} {Slip}",
        $"(an|a|one of our) {People} ..3 (mistake|wrong|error)",
        "(team|teams|team's|department|department's|developer's|engineer's|employee's|contractor's|operator's|customer's|user's|client's|"
            + $"admin's|intern's|technician's) {Slip}",
        $"({Slip}) (of|by|from) (our|the|a|an|one of our) ..2 (team|department|engineer|engineers|employee|customer|customers|users|"
            + "developer|contractor|intern|admin|staff)",
        "someone (on|in|from) (our|the) ..2 team", "(to blame|is at fault|was at fault|are at fault)",
        "(a|one|single|certain|abusive|misbehaving|specific) (customer|customers|tenant|client|user|users) ..2 "
            + "(abus*|misus*|overload*|overwhelm*|violat*|flood*|hammer*|hogg*|misconfigur*|caused|causing|broke)",
        "(abusive|misbehaving|reckless|careless) (customer|customers|user|users|tenant|client)",
        "caused by (a|one) ..2 (customer|tenant|client|user)", "(you|customers|users) should (not have|have known)", "(fat-finger*|fat finger*)",
        "(messed|screwed) up");

    private const string Vendor =
        "(provider|vendor|supplier|carrier|partner|host|isp|registrar|aws|azure|google|gcp|cloudflare|fastly|akamai|microsoft|amazon|"
            + "third-party|third party|datacenter|upstream)";

    private static readonly Phrases Vendors = new(
        $"{Vendor} ..1 {Slip}",
        "(provider's|vendor's|supplier's|carrier's|partner's|aws's|google's|cloudflare's|microsoft's|azure's|amazon's|host's|isp's|"
            + $"registrar's) ..1 {Slip}",
        $"(fault|mistake|negligence|blunder) (of|by|on|from|with|lies) ..4 {Vendor}", "(outside|beyond|out) (of)? (our|of our) ..1 control",
        "not (our|our own|on our) ..1 (fault|doing|side|end|mistake)", "through no fault of", $"blame ..4 {Vendor}", $"{Vendor} (is|are) to blame",
        $"{Vendor} (let us down|failed us|broke|messed)", "no control over",
        "(entirely|completely|solely|purely) ..3 (their|our provider|the provider|a third|third)");

    private static readonly HashSet<string> Denied = ["no", "not", "without", "never", "than", "rather"];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var seen = new HashSet<int>();
        foreach (var found in Persons.In(draft.Words))
        {
            if (found.From > 0 && Denied.Contains(draft.Words[found.From - 1].Value) && draft.Words[found.From].Value != "to")
                continue;
            seen.Add(draft.Words[found.From].Sentence);
            yield return draft.At(
                found,
                "blames people; customers want the company to take responsibility and fix it.",
                "Say what failed and what you are changing, not who did it.");
        }

        foreach (var found in Vendors.In(draft.Words))
        {
            if (!seen.Contains(draft.Words[found.From].Sentence))
                yield return draft.At(
                    found,
                    "sounds like an excuse; customers chose you, not your supplier.",
                    "State it as a fact: \"A provider we use is failing; we are routing around it.\"") with { Level = FindingLevel.Warning };
        }
    }
}
