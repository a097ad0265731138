using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>A clock time in the text.</summary>
/// <param name="Hour">0 to 24; a time with am or pm is already converted to the 24-hour clock.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="IsTwelveHour">It has am or pm.</param>
internal sealed record ClockTime(int Hour, int Minute, bool IsTwelveHour)
{
    /// <summary>The zone beside this time or of its range; null without one.</summary>
    public ZoneName? Zone { get; init; }

    /// <summary>The zone is beside this time, not beside the other end of its range.</summary>
    public bool OwnsZone { get; init; }

    /// <summary>The date near this time; null without one.</summary>
    public CalendarDate? Date { get; init; }

    public int MinuteOfDay => (Hour * 60 + Minute) % (24 * 60);

    /// <summary>The time on the 24-hour clock: <c>14:00</c>.</summary>
    public string In24Hours => FormattableString.Invariant($"{Hour:00}:{Minute:00}");
}

/// <summary>A date in the text; the year and the weekday are null when the text has none.</summary>
internal sealed record CalendarDate(int Day, int Month, int? Year, IsoDayOfWeek? Weekday)
{
    /// <summary>
    /// The date; without a year, the occurrence nearest to <paramref name="near"/>. Null when no such day exists or the year is unknown.
    /// </summary>
    public LocalDate? Resolve(LocalDate? near)
    {
        if (Year is { } year)
            return In(year);
        if (near is not { } day)
            return null;
        LocalDate? best = null;
        foreach (var candidate in (int[])[day.Year - 1, day.Year, day.Year + 1])
        {
            if (In(candidate) is { } found && (best is null || Apart(found, day) < Apart(best.Value, day)))
                best = found;
        }

        return best;
    }

    private LocalDate? In(int year) =>
        year is >= 1900 and <= 2200 && Day <= CalendarSystem.Iso.GetDaysInMonth(year, Month) ? new LocalDate(year, Month, Day) : null;

    private static int Apart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
