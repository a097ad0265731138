using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a misspelt name of the installation, and a word written twice.</summary>
internal static class SpellingRule
{
    public static readonly WordingRule Rule = new("SPELL-NAME", FindingLevel.Warning, Find);

    private static readonly Phrases AnOther = new("an other", "a other", "an others");

    // Words that may be repeated in correct English.
    private static readonly HashSet<string> Twice =
    [
        "that", "had", "very", "long", "no", "so", "do", "ha", "bye", "many", "far", "much", "really", "again", "go", "knock", "log", "york", "on",
        "in", "is", "walla",
    ];

    private static readonly HashSet<string> Certain =
    [
        "the", "a", "an", "of", "to", "and", "we", "our", "are", "for", "with", "this", "will", "be", "been", "have", "has", "from", "by", "as", "it",
        "at", "all", "or", "not", "you", "your", "is", "in", "on", "their", "was", "were",
    ];

    private static IEnumerable<Observation> Find(Draft draft) =>
        Doubled(draft)
            .Concat(AnOther.In(draft.Words).Select(found => draft.At(found, "is one word.", "Write \"another\".")))
            .Concat(Misspelt(draft));

    private static IEnumerable<Observation> Doubled(Draft draft)
    {
        var words = draft.Words;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (IsTwice(draft, i, 1) && (Certain.Contains(words[i].Value) || !Twice.Contains(words[i].Value)))
            {
                yield return draft.At(new Passage(i, i + 2), "is repeated.", "Remove one.");
                i++;
            }
            else if (i + 3 < words.Count && IsTwice(draft, i, 2))
            {
                yield return draft.At(new Passage(i, i + 4), "is repeated.", "Remove one.");
                i += 3;
            }
        }
    }

    // Only white space may be between the two: "failed, failed again" is intended.
    private static bool IsTwice(Draft draft, int at, int length)
    {
        for (var i = at; i < at + length; i++)
        {
            var (one, other) = (draft.Words[i], draft.Words[i + length]);
            if (one.Value != other.Value || one.Value[0] == '<' || one.Length != other.Length || !one.Value.All(char.IsLetter))
                return false;
            // "US US-East" begins a name; in "will Will" the second word is a name.
            if (length == 1 && char.IsUpper(draft.Text[other.Start]) && char.IsLower(draft.Text[one.Start]))
                return false;
        }

        for (var i = at; i + 1 < at + 2 * length; i++)
        {
            var gap = draft.Text.AsSpan(draft.Words[i].End, draft.Words[i + 1].Start - draft.Words[i].End);
            if (gap.IsEmpty || !gap.IsWhiteSpace() || gap.Contains('\n'))
                return false;
        }

        return true;
    }

    private static IEnumerable<Observation> Misspelt(Draft draft)
    {
        var names = draft.Context.Components.Append(draft.Context.Product ?? "").SelectMany(Parts).Distinct(StringComparer.Ordinal).Take(300).ToList();
        if (names.Count == 0)
            yield break;
        var known = names.Select(name => name.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < draft.Words.Count; i++)
        {
            var word = draft.Words[i];
            if (word.Value[0] == '<' || word.Length < 5 || draft.Vocabulary.Allowed.At(draft.Words, i) is not null)
                continue;
            var written = draft.Span(new Passage(i, i + 1));
            if (known.Contains(word.Value))
            {
                // "Github" for "GitHub": one capital where the name has more.
                if (names.Find(name => name.Equals(written, StringComparison.OrdinalIgnoreCase)) is { } exact
                    && exact.Skip(1).Any(char.IsUpper)
                    && exact.Any(char.IsLower)
                    && written != exact
                    && char.IsUpper(written[0])
                    && !names.Contains(written)
                    && !written.All(char.IsUpper))
                    yield return draft.At(i, "is not how the name is written.", $"Write \"{exact}\".");
                continue;
            }

            if (names.Find(name => IsSlipOf(word.Value, name.ToLowerInvariant()) && (char.IsUpper(written[0]) || name.Length >= 8)) is { } meant)
                yield return draft.At(i, "looks like a typo.", $"Did you mean \"{meant}\"?");
        }
    }

    private static IEnumerable<string> Parts(string name) =>
        name.Split([' ', '/', '(', ')', ',', '-', '&'], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= 5 && part.All(char.IsLetter));

    private static bool IsSlipOf(string word, string name) =>
        word[0] == name[0]
        && word.Length >= 5
        && Math.Abs(word.Length - name.Length) <= 1
        && !IsInflected(word, name)
        && !Common.Contains(word)
        && IsOneApart(word, name);

    private static bool IsInflected(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal) || Stem(one) == Stem(other);

    private static string Stem(string word)
    {
        foreach (var ending in (string[])["ings", "ing", "ers", "er", "ies", "ied", "es", "ed", "s", "d", "y", "e", "al", "r"])
        {
            if (word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }

    // One letter added, missing, changed, or two letters swapped.
    private static bool IsOneApart(string one, string other)
    {
        var start = 0;
        while (start < Math.Min(one.Length, other.Length) && one[start] == other[start])
            start++;
        var (a, b) = (one[start..], other[start..]);
        return a.Length == b.Length
            ? a.Length > 0 && (a[1..] == b[1..] || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]))
            : a.Length > b.Length ? a[1..] == b : b[1..] == a;
    }

    private static readonly HashSet<string> Common =
    [
        "auctions", "actors", "charts", "chants", "cheats", "passages", "packets", "pockets", "states", "status", "statues", "stories", "plates",
        "places", "planes", "panels", "parts", "ports", "posts", "points", "prints", "search", "reach", "calls", "cells", "forms", "farms", "firms",
        "terms", "teams", "tests", "texts", "tasks", "tables", "tablets", "billing", "building", "buildings", "filing", "login", "logic", "logging",
        "lists", "links", "lines", "likes", "events", "emails", "editor", "orders", "others", "store", "storage", "score", "score", "mails", "males",
        "pages", "pagers", "wages", "images", "issues", "tissues", "notes", "nodes", "modes", "models", "needs", "feeds", "final", "through",
        "though", "thought", "thorough", "contact", "contract", "content", "context", "intent", "users", "uses", "shared", "share", "shore", "short",
        "start", "stars", "large", "later", "latter", "letter", "letters", "better", "matter", "monitors", "messages", "massages", "manages",
        "managed", "services", "serves", "servers", "severe", "several", "pipeline", "deploys", "employs", "reports", "resorts", "records", "rewards",
        "repairs", "request", "requests", "conversion", "conversation", "version", "session", "sessions", "mission", "missions", "market", "markets",
        "payments", "payment", "basements", "function", "functional", "functions", "fractions", "factions", "notification", "application",
        "applications", "replication", "publication", "calendars", "calendar", "website", "websites", "network", "networks", "console", "consoles",
        "control", "controls", "profile", "profiles", "project", "projects", "product", "products", "process", "access", "accounts", "account",
        "amounts", "action", "actions", "options", "portal", "postal", "mobile", "module", "modules", "mobiles", "connect", "connects", "connected",
        "correct", "collect", "collects",
    ];
}
