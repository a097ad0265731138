using System.Globalization;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>Formats times for readers: always in UTC, and always labelled.</summary>
internal static class UtcWords
{
    /// <summary><c>2026-01-10T14:30:00.000Z</c>, for machines.</summary>
    public static string Rfc3339(this Instant instant) => Format(instant, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary><c>14:30 UTC</c>.</summary>
    public static string Time(this Instant instant) => Format(instant, "HH:mm 'UTC'");

    /// <summary><c>10 January 2026</c>.</summary>
    public static string Date(this Instant instant) => Format(instant, "d MMMM yyyy");

    /// <summary><c>10 January 2026, 14:30 UTC</c>.</summary>
    public static string DateAndTime(this Instant instant) => Format(instant, "d MMMM yyyy, HH:mm 'UTC'");

    /// <summary>The start of a month.</summary>
    public static Instant Begin(this YearMonth month) => month.OnDayOfMonth(1).AtMidnight().InUtc().ToInstant();

    /// <summary><c>November 2026</c>.</summary>
    public static string Words(this YearMonth month) => month.OnDayOfMonth(1).ToString("MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary><c>10 January 2026</c>.</summary>
    public static string Words(this LocalDate date) => date.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary><c>99.98 %</c>, never rounded up: 100 % means no outage at all.</summary>
    public static string Percent(double share) => share >= 1 ? "100 %" : Invariant($"{Math.Floor(share * 10_000) / 100:0.00} %");

    /// <summary>The time alone on the same day, otherwise with the date.</summary>
    public static string TimeSeenFrom(this Instant instant, Instant now) =>
        instant.InUtc().Date == now.InUtc().Date ? instant.Time() : instant.DateAndTime();

    /// <summary>A duration rounded up to minutes, so that a short outage does not show as zero.</summary>
    public static string Length(Duration duration) => Length((int)Math.Ceiling(duration.TotalMinutes));

    /// <summary><c>12 min</c>, <c>1 h 5 min</c>, <c>3 d</c>.</summary>
    public static string Length(int minutes) => minutes switch
    {
        < 60 => Invariant($"{minutes} min"),
        < 24 * 60 when minutes % 60 == 0 => Invariant($"{minutes / 60} h"),
        < 24 * 60 => Invariant($"{minutes / 60} h {minutes % 60} min"),
        _ => Invariant($"{minutes / (24 * 60)} d"),
    };

    /// <summary><c>4 min ago</c>.</summary>
    public static string Ago(Duration age) => age < Duration.FromMinutes(1) ? "under a minute ago" : $"{Length((int)age.TotalMinutes)} ago";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Format(Instant instant, string pattern) =>
        instant.ToDateTimeUtc().ToString(pattern, CultureInfo.InvariantCulture);
}
