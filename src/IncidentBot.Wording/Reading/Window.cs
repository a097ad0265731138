using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>The time window of planned work, from the post's facts or its text.</summary>
internal sealed record Window(bool SaysStart, bool SaysEnd, bool SaysUtc, Instant? Start)
{
    private static readonly Phrases Span = new(
        "(between|from) ..8 <time> ..6 (and|to|until|till|through) ..6 <time>", "<time> ..6 (to|until|till|through|and) ..6 <time>",
        "(end|ends|ending|finish|finishes|complete|completed|done|until|finished|conclude|concludes) ..6 <time>",
        "<date> ..4 (to|until|through) ..4 <date>");

    private static readonly Phrases Lasts = new(
        "(for|last|lasts|lasting|duration|take|takes|taking|estimated|approximately|about|expected|window|downtime|maximum|minimum|within) "
            + "..6 <length>",
        "<length> ..4 (window|maintenance|downtime|interruption|outage|long|duration|unavailab*|of|during|upgrade|restart|disruption)");

    public static Window Of(Draft draft)
    {
        var times = draft.Words.Where(word => word.Meaning is ClockTime).Select(word => (ClockTime)word.Meaning!).ToList();
        var hasDate = draft.Words.Any(word => word.Value is Mark.Date or Mark.FigureDate);
        var isRange = Span.AreIn(draft.Words) || TwoTimes(draft);
        return new Window(
            draft.Post.StartsAt is not null || (times.Count > 0 && (hasDate || times.Exists(time => time.Date is not null) || Numbered(draft))),
            draft.Post.EndsAt is not null || (times.Count > 1 && isRange) || Lasts.AreIn(draft.Words),
            draft.Post.StartsAt is not null || times.Exists(time => time.Zone is { IsUtc: true }) || StatedZones.Find(draft) is { Zone.IsUtc: true },
            draft.Post.StartsAt ?? Begin(draft, times));
    }

    // "02:00-04:00 UTC", "02:00 – 04:00".
    private static bool TwoTimes(Draft draft)
    {
        for (var i = 0; i + 1 < draft.Words.Count; i++)
        {
            if (draft.Words[i].Meaning is ClockTime
                && draft.Words[i + 1].Meaning is ClockTime
                && draft.Text.AsSpan(draft.Words[i].End, draft.Words[i + 1].Start - draft.Words[i].End).IndexOfAny("-–—→") >= 0)
                return true;
        }

        return Labels.AreIn(draft.Words);
    }

    private static readonly Phrases Labels = new("(end|finish|until|ends|completion) ..3 <time>", "(end|finish|ends) ..2 <date>");

    private static readonly Phrases Weekdays = new("(monday|tuesday|wednesday|thursday|friday|saturday|sunday)", "(today|tomorrow|tonight)");

    // A weekday counts as a date here; another rule reports that it is not a good one.
    private static bool Numbered(Draft draft) => Weekdays.AreIn(draft.Words);

    private static Instant? Begin(Draft draft, List<ClockTime> times)
    {
        if (times.Find(time => time.Zone is { Offsets.Count: 1 }) is not { } first)
            return null;
        var near = draft.Post.At?.InUtc().Date;
        var date = first.Date ?? draft.Words.Select(word => word.Meaning).OfType<CalendarDate>().FirstOrDefault();
        return date?.Resolve(near) is { } day
            ? (day.AtMidnight() + Period.FromMinutes(first.Hour * 60 + first.Minute)).WithOffset(Offset.FromSeconds(first.Zone!.Offsets[0] * 60)).ToInstant()
            : null;
    }
}
