using NodaTime;

namespace IncidentBot.Core.Wording.Reading;

/// <summary>A clock time as it is written.</summary>
/// <param name="Hour">0 to 24; already counted from midnight where it was written with am or pm.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="IsTwelveHour">It was written with am or pm.</param>
internal sealed record ClockTime(int Hour, int Minute, bool IsTwelveHour)
{
    /// <summary>The zone that stands at it or serves it; null when none does.</summary>
    public ZoneName? Zone { get; init; }

    /// <summary>The zone stands right at this time, not at another that it is the range of.</summary>
    public bool OwnsZone { get; init; }

    /// <summary>The date beside it; null when there is none.</summary>
    public CalendarDate? Date { get; init; }

    public int MinuteOfDay => (Hour * 60 + Minute) % (24 * 60);

    /// <summary>The same without am and pm: <c>14:00</c>.</summary>
    public string In24Hours => FormattableString.Invariant($"{Hour:00}:{Minute:00}");
}

/// <summary>A date as it is written; the year and the weekday only if they are.</summary>
internal sealed record CalendarDate(int Day, int Month, int? Year, IsoDayOfWeek? Weekday)
{
    /// <summary>The day meant: in the year nearest to <paramref name="near"/> where none is written; null when no such day exists or nothing says the year.</summary>
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
