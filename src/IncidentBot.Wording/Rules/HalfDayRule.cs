using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a twelve-hour time in UTC, where one letter separates noon from midnight, and a date with an ambiguous month.</summary>
internal static class HalfDayRule
{
    public static readonly WordingRule Rule = new("TIME-AMPM", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (draft.Words[i].Meaning is ClockTime { IsTwelveHour: true, Zone.IsUtc: true } clock)
                yield return draft.At(i, "with am and pm a time in UTC is easily misread.", $"Write \"{clock.In24Hours}\".");
            else if (draft.Words[i].Meaning is FigureDate { IsAmbiguous: true } date && IsDate(draft.Words, i, date))
                yield return draft.At(i, "readers disagree about which number is the month.", "Spell the month.");
        }
    }

    // "3/4 of requests" and "step 2/3" are no dates.
    private static bool IsDate(IReadOnlyList<Word> words, int at, FigureDate date) =>
        (at + 1 >= words.Count || words[at + 1].Value != "of")
            && (date.Year is not null
                || (at + 1 < words.Count && words[at + 1].Meaning is ClockTime)
                || (at > 0 && words[at - 1].Value is "on" or "since"));
}
