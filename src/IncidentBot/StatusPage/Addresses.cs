using System.Globalization;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The paths of everything public. They must never change, because readers bookmark them.</summary>
internal static class Addresses
{
    public const string Front = "/status";
    public const string Uptime = "/status/uptime";
    public const string History = "/status/history";
    public const string Follow = "/status/follow";
    public const string Badge = "/status/badge.svg";
    public const string Banner = "/status/banner.json";
    public const string Plain = "/status.md";
    public const string Atom = "/history.atom";
    public const string Rss = "/history.rss";
    public const string Summary = "/api/v2/summary.json";

    public static string Incident(long number) => string.Create(CultureInfo.InvariantCulture, $"/status/incidents/{number}");

    public static string Maintenance(long number) => string.Create(CultureInfo.InvariantCulture, $"/status/maintenance/{number}");

    public static string Month(YearMonth month) => string.Create(CultureInfo.InvariantCulture, $"{History}/{month.Year:0000}-{month.Month:00}");

    /// <summary>Parses a month in exactly the form <c>2026-11</c>.</summary>
    public static bool TryParseMonth(string? text, out YearMonth month)
    {
        month = default;
        if (text is not [_, _, _, _, '-', _, _]
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < 1 || number is < 1 or > 12)
            return false;
        month = new YearMonth(year, number);
        return true;
    }
}
