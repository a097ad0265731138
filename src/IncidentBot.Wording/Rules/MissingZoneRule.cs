using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a clock time without UTC. One UTC counts for its whole stretch, and so for a range.</summary>
internal static class MissingZoneRule
{
    public static readonly WordingRule Rule = new("TIME-NO-ZONE", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (StatedZones.Find(draft) is not null)
            yield break;
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (draft.Words[i].Meaning is not ClockTime { Zone: null } clock || IsRatio(draft.Words, i))
                continue;
            var written = draft.Span(new Passage(i, i + 1));
            yield return draft.At(
                i, "a time needs its zone.", $"Write \"{(clock.IsTwelveHour ? clock.In24Hours : written)} UTC\", if that is the time in UTC.");
        }
    }

    // "a ratio of 3:10".
    private static bool IsRatio(IReadOnlyList<Word> words, int at)
    {
        for (var i = Math.Max(0, at - 2); i < at; i++)
        {
            if (words[i].Value is "ratio" or "ratios" or "score" or "proportion")
                return true;
        }

        return false;
    }
}
