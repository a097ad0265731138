using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a day that depends on the reader's location. One with its date nearby is clear.</summary>
internal static class RelativeDayRule
{
    // The maximum number of words between the day and its date.
    private const int Beside = 4;

    public static readonly WordingRule Rule = new("TIME-RELATIVE-DAY", FindingLevel.Error, Find);

    private static readonly Phrases Days = new(
        "(earlier|later|early|late|since|by)? (this|last|tomorrow|yesterday) (morning|afternoon|evening|night|week)",
        "(later|earlier)? (tonight|today|tomorrow|yesterday|today's|yesterday's|tomorrow's|tonight's)", "overnight",
        "(the )?end of (the )?(business|working|work)? (day|week|business)", "eod", "cob", "eob", "close of (business|play)",
        "(business|working|office) hours", "(later|earlier) this week", "next week",
        "earlier in the (day|week|morning|afternoon|evening)", "noon", "midday", "mid-day", "midnight", "earlier", "day before yesterday",
        "day after tomorrow", "first thing in the morning", "in the (morning|afternoon|evening)");

    private static readonly HashSet<string> Products = ["view", "tab", "page", "widget", "screen", "button", "shipping", "delivery", "show", "feed"];

    // "20 minutes earlier" and "versions 3.1 and earlier" are comparisons.
    private static readonly HashSet<string> Comparing =
    [
        "or", "no", "and", "much", "bit", "little", "even", "any", "versions", "slightly", "far", "somewhat", "not", "than", Mark.Length, Mark.Few,
        "minutes", "hours", "days", "weeks",
    ];

    private static IEnumerable<Observation> Find(Draft draft)
    {
        foreach (var found in Days.In(draft.Words))
        {
            if (!IsPlain(draft, found))
                yield return draft.At(found, "means a different time for each reader.", "Write the date and the time in UTC.");
        }
    }

    private static bool IsPlain(Draft draft, Passage found)
    {
        var words = draft.Words;
        var last = words[found.To - 1].Value;
        if (found.Count == 1 && last == "earlier")
            return !StandsForDay(draft, found.From) || HasDateBeside(words, found);
        if (last is "noon" or "midday" or "mid-day" or "midnight")
            return (found.To < words.Count && words[found.To].Value is "utc" or "gmt")
                || (found.From > 0 && words[found.From - 1].Meaning is ClockTime or OffsetFigure)
                || (found.From > 0 && words[found.From - 1] is { Value: "utc" })
                || (found.To + 1 < words.Count && words[found.To].Meaning is ClockTime);
        if (last == "hours" && HasUtcBeside(words, found))
            return true;
        return HasDateBeside(words, found) || IsName(draft, found);
    }

    // "Earlier, …" and "as reported earlier" mean a day; "an earlier fix", "earlier than" and "20 minutes earlier" compare.
    private static bool StandsForDay(Draft draft, int at)
    {
        var words = draft.Words;
        var isLast = at + 1 >= words.Count || words[at + 1].Clause != words[at].Clause;
        if (at > 0 && words[at - 1].Sentence == words[at].Sentence)
            return isLast && !Comparing.Contains(words[at - 1].Value) && words[at - 1].Meaning is not Figure;
        return isLast || words[at + 1].Value is "we" or "our" or "this" or "the" or "some" or "users" or "customers";
    }

    private static bool HasDateBeside(IReadOnlyList<Word> words, Passage found)
    {
        for (var i = Math.Max(0, found.From - Beside); i < Math.Min(words.Count, found.To + Beside); i++)
        {
            if (words[i].Sentence == words[found.From].Sentence
                && (words[i].Value == Mark.Date || words[i].Meaning is FigureDate { Year: not null } or ClockTime { Date: not null }))
                return true;
        }

        return false;
    }

    private static bool HasUtcBeside(IReadOnlyList<Word> words, Passage found)
    {
        for (var i = found.To; i < Math.Min(words.Count, found.To + 6); i++)
        {
            if (words[i].Meaning is ClockTime { Zone: not null })
                return true;
        }

        return false;
    }

    // "the Today view", "overnight shipping", a component of that name, or the quoted text of a page.
    private static bool IsName(Draft draft, Passage found) =>
        IsCapitalized(draft, found.From) || IsPartOfProduct(draft, found) || draft.Vocabulary.IsKnown(draft.Words, found.From);

    private static bool IsCapitalized(Draft draft, int at)
    {
        var word = draft.Words[at];
        return at > 0
            && draft.Words[at - 1].Sentence == word.Sentence
            && char.IsUpper(draft.Text[word.Start])
            && draft.Text[word.Start - 1] is ' ' or '"' or '“'
            && draft.Words[at - 1].Clause == word.Clause
            && word.Length > 3;
    }

    private static bool IsPartOfProduct(Draft draft, Passage found) =>
        found.To < draft.Words.Count
        && draft.Words[found.To].Clause == draft.Words[found.To - 1].Clause
        && Products.Contains(draft.Words[found.To].Value)
        && found.Count == 1;
}
