using IncidentBot.Wording.Reading;
using NodaTime;
using NodaTime.TimeZones;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports two times that should be the same instant but differ, a summer abbreviation in winter, and a wrong weekday.</summary>
internal static class ZoneMismatchRule
{
    // Close to the change of summer time a wrong abbreviation is tolerated.
    private const int DaysOfGrace = 3;

    public static readonly WordingRule Rule = new("TIME-ZONE-MISMATCH", FindingLevel.Error, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var words = draft.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Meaning is ClockTime clock)
            {
                if (Counterpart(draft, i) is { } counterpart && IsOther(clock, (ClockTime)words[counterpart].Meaning!))
                    yield return draft.At(
                        new Passage(i, counterpart + 1),
                        "these two times are not the same moment.",
                        "Keep the one in UTC, once you know which is right.");
                else if (HasWrongLetter(draft, clock))
                    yield return draft.At(i, $"{clock.Zone!.Name} is not in use on that date.", "Give the time in UTC.");
            }
            else if (words[i].Meaning is CalendarDate { Weekday: { } weekday } date && date.Resolve(Near(draft)) is { } day && day.DayOfWeek != weekday)
            {
                yield return draft.At(i, $"that date is a {day.DayOfWeek}.", "Correct the weekday or the date.");
            }
        }
    }

    // The same instant in another zone, directly after "(", "/" or "or". For ranges the ends are compared.
    private static int? Counterpart(Draft draft, int at)
    {
        var words = draft.Words;
        if (words[at].Meaning is not ClockTime { Zone: { } zone, OwnsZone: true })
            return null;
        for (var i = at + 1; i < words.Count && i - at <= 6 && words[i].Sentence == words[at].Sentence; i++)
        {
            if (words[i].Meaning is not ClockTime other)
                continue;
            if (other.Zone is not { } second || second.Name == zone.Name || !AreJoined(draft.Text, words[at], words[i]))
                return null;
            // "14:00-16:00 UTC (7:00-9:00 PDT)": the end of the second range is the counterpart.
            if (!other.OwnsZone)
                return i + 1 < words.Count && words[i + 1].Meaning is ClockTime { OwnsZone: true } && IsRange(words, at) ? i + 1 : null;
            return IsRange(words, at) && IsRangeStart(draft.Text, words, i) ? null : i;
        }

        return null;
    }

    private static bool AreJoined(string text, Word one, Word other)
    {
        var between = text.AsSpan(one.End, other.Start - one.End);
        return between.IndexOfAny("/(=|,") >= 0
            || between.Contains(" or ", StringComparison.OrdinalIgnoreCase)
            || between.Contains(" aka ", StringComparison.OrdinalIgnoreCase)
            ? !between.Contains(" to ", StringComparison.OrdinalIgnoreCase)
                && !between.Contains(" and ", StringComparison.OrdinalIgnoreCase)
                && !between.Contains(" until ", StringComparison.OrdinalIgnoreCase)
                && between.IndexOf(';') < 0
            : false;
    }

    private static bool IsRange(IReadOnlyList<Word> words, int end) =>
        end > 0 && words[end - 1].Meaning is ClockTime
        || (end > 1 && words[end - 1].Value is "to" or "and" or "until" && words[end - 2].Meaning is ClockTime);

    private static bool IsRangeStart(string text, IReadOnlyList<Word> words, int at) =>
        at + 1 < words.Count && words[at + 1].Meaning is ClockTime && text.AsSpan(words[at].End, words[at + 1].Start - words[at].End).IndexOfAny("-–") >= 0;

    private static bool IsOther(ClockTime one, ClockTime other)
    {
        if (one.Zone!.Offsets.Count == 0 || other.Zone!.Offsets.Count == 0)
            return false;
        return !one.Zone.Offsets.Any(first => other.Zone.Offsets.Any(second => Minutes(one.MinuteOfDay - first) == Minutes(other.MinuteOfDay - second)));
    }

    private static int Minutes(int minutes) => ((minutes % 1440) + 1440) % 1440;

    private static bool HasWrongLetter(Draft draft, ClockTime clock)
    {
        if (clock.Zone is not { Region: { } region, IsSummer: { } isSummer } || draft.Zones.GetZoneOrNull(region) is not { } zone)
            return false;
        if ((clock.Date?.Resolve(Near(draft)) ?? (clock.Date is null ? Near(draft) : null)) is not { } day)
            return false;
        return IsSummerThere(zone, day.PlusDays(-DaysOfGrace)) != isSummer
            && IsSummerThere(zone, day) != isSummer
            && IsSummerThere(zone, day.PlusDays(DaysOfGrace)) != isSummer;
    }

    private static bool IsSummerThere(DateTimeZone zone, LocalDate day) =>
        zone.GetZoneInterval(zone.ResolveLocal(day.At(new LocalTime(12, 0)), Resolvers.LenientResolver).ToInstant()).Savings != Offset.Zero;

    private static LocalDate? Near(Draft draft) => draft.Post.At?.InUtc().Date;
}
