using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports promises that cannot be guaranteed.</summary>
internal static class PromiseRule
{
    public static readonly WordingRule Rule = new("PROMISE", FindingLevel.Warning, Find);

    private static readonly Phrases Absolute = new(
        "never again", "(will|can|would) never ..4", "(will|can|would|does) not ..2 (ever|happen again|recur|reoccur|occur again|be repeated|repeat)",
        "(ensure|ensures|ensuring|make sure|guarantee|guarantees) ..4 (never|not|no longer) ..2 (happen|happens|recur|occur|occurs|repeat|again)",
        "guarantee", "guarantees", "guaranteed", "guaranteeing",
        "<share> (sure|certain|confident|uptime|safe|secure|available|reliable|reliability|availability|guaranteed|fixed|resolved)",
        "(will|shall) always", "(zero|no) (risk|chance)", "(risk-free|risk free|fail-safe|failsafe|bulletproof|fool-proof|foolproof)",
        "(cannot|can not) happen again", "once and for all", "permanently (fixed|resolved|solved|eliminated)", "impossible ..3 again");

    private static readonly HashSet<string> Softened =
    [
        "not", "no", "cannot", "never", "without", "help", "helps", "aim", "aims", "try", "trying", "hope", "goal", "want", "working", "work", "hard",
    ];

    private static readonly HashSet<string> Purposes =
    [
        "steps", "measures", "so", "how", "improve", "improvements", "plan", "review", "prevent", "reviewing", "looking",
    ];

    // "We monitor it to make sure that it does not recur" and "we wait for the confirmation that it will not" are no promises.
    private static readonly HashSet<string> Watching =
    [
        "monitor", "monitoring", "watch", "watching", "confirmation", "confirm", "confirming", "verify", "verifying",
    ];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        foreach (var found in Absolute.In(draft.Words))
        {
            var word = draft.Words[found.From].Value;
            if (word.StartsWith("guarante", StringComparison.Ordinal) && (IsAfter(draft, found.From, Softened) || IsNoun(draft, found)))
                continue;
            if (word == Mark.Share && !draft.Span(new Passage(found.From, found.From + 1)).StartsWith("100", StringComparison.Ordinal))
                continue;
            if ((word is "ensure" or "ensuring" or "make" or "can" or "will" && IsAfter(draft, found.From, Softened)) || IsAfter(draft, found.From, Purposes))
                continue;
            if (IsAfter(draft, found.From, Watching, 9))
                continue;
            if (draft.Span(found).Contains("never", StringComparison.OrdinalIgnoreCase) && word is "will" or "can" or "would" && !IsAboutUs(draft, found))
                continue;
            yield return draft.At(found, "promises what cannot be guaranteed.", "Say what you change, and let customers judge.");
        }
    }

    private static bool IsAfter(Draft draft, int at, HashSet<string> words, int reach = 5)
    {
        for (var i = at - 1; i >= 0 && at - i <= reach && draft.Words[i].Sentence == draft.Words[at].Sentence; i--)
        {
            if (words.Contains(draft.Words[i].Value))
                return true;
        }

        return false;
    }

    // "guaranteed delivery" and "money-back guarantee" are products.
    private static bool IsNoun(Draft draft, Passage found) =>
        draft.Words[found.From].Value == "guaranteed"
        && found.To < draft.Words.Count
        && draft.Words[found.To].Value is "delivery" or "message" or "messages" or "capacity" or "bandwidth" or "rate" or "rates" or "response"
            or "slot";

    // "Requests that never finish" is a symptom; "this will never happen" is a promise.
    private static bool IsAboutUs(Draft draft, Passage found)
    {
        for (var i = found.From; i < Math.Min(draft.Words.Count, found.To + 3); i++)
        {
            if (draft.Words[i].Value is "happen" or "recur" or "again" or "occur" or "repeat" or "reoccur" or "return" or "lose" or "fail")
                return draft.Words[i].Value is not "fail";
        }

        return false;
    }
}
