namespace IncidentBot.Wording.Reading;

/// <summary>Finds the zone and the date of each clock time.</summary>
internal static class ClockReader
{
    // The maximum number of words between a time and the other end of its range.
    private const int Reach = 8;

    private static readonly HashSet<string> Connecting =
    [
        "to", "and", "until", "till", "through", "thru", "or", "on", "at", "from", "between", "about", "around", "approximately", "roughly", "the",
        "same", "day", "next", "of", "by", "ending", "end", "then",
        Mark.Date, Mark.FigureDate, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ];

    /// <summary>Adds zones and dates to the times in the list.</summary>
    public static void Read(List<Word> words, string text)
    {
        var utcStretches = new HashSet<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (ZoneNames.At(words, i, text) is { Zone.IsUtc: true } found && !(found.Words == 1 && i > 0 && words[i - 1].Value == "<offset>"))
                utcStretches.Add(words[i].Stretch);
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Meaning is not ClockTime clock)
                continue;
            var zone = OwnZone(words, i, text);
            words[i] = words[i] with { Meaning = clock with { Zone = zone, OwnsZone = zone is not null, Date = clock.Date ?? DateBeside(words, i) } };
        }

        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i].Meaning is not ClockTime { Zone: null } clock)
                continue;
            var zone = RangeZone(words, i) ?? (utcStretches.Contains(words[i].Stretch) ? ZoneName.Utc : null);
            words[i] = words[i] with { Meaning = clock with { Zone = zone } };
        }
    }

    private static ZoneName? OwnZone(List<Word> words, int at, string text)
    {
        if (ZoneBehind(words, at, at + 1, text) is { } behind)
            return behind;
        // "08:00 on 2 October 2010 (UK time)".
        var date = at + 1 < words.Count && words[at + 1].Value == "on" ? at + 2 : at + 1;
        if (date < words.Count && words[date].Value == Mark.Date && ZoneBehind(words, date, date + 1, text) is { } behindDate)
            return behindDate;
        if (at > 0
            && ZoneNames.At(words, at - 1, text) is { Words: 1 } before
            && text.AsSpan(words[at - 1].End, words[at].Start - words[at - 1].End).Trim(" :").IsEmpty
            && !(at > 1 && words[at - 2].Meaning is ClockTime))
            return before.Zone;
        return null;
    }

    private static ZoneName? ZoneBehind(List<Word> words, int before, int at, string text) =>
        ZoneNames.At(words, at, text) is { } found
        && text.AsSpan(words[before].End, words[at].Start - words[before].End).Trim(" .([+\u00a0\u202f").IsEmpty
            ? found.Zone
            : null;

    // "from 14:00 on 18 June to 02:00 UTC": the zone of the last time applies to the first too.
    private static ZoneName? RangeZone(List<Word> words, int at)
    {
        for (var i = at + 1; i < words.Count && i - at <= Reach && words[i].Sentence == words[at].Sentence; i++)
        {
            if (words[i].Meaning is ClockTime other)
                return other.Zone;
            if (!Connecting.Contains(words[i].Value))
                return null;
        }

        return null;
    }

    private static CalendarDate? DateBeside(List<Word> words, int at)
    {
        for (var step = 1; step <= 5; step++)
        {
            if (at + step < words.Count && words[at + step] is { Meaning: CalendarDate behind } after && after.Sentence == words[at].Sentence)
                return behind;
            if (at - step >= 0 && words[at - step] is { Meaning: CalendarDate before } earlier && earlier.Sentence == words[at].Sentence)
                return before;
        }

        return null;
    }
}
