using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>
/// A length of time as an operator writes it: <c>00:30:00</c>, <c>1.12:00:00</c>, or short as <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>.
/// A bare number is refused, because nobody can see whether it means seconds or days.
/// </summary>
internal static partial class DurationText
{
    public const string Forms = "a length of time such as 00:30:00, 90s, 30m or 1h";

    private static readonly Duration Longest = Duration.FromDays(366);

    public static bool TryParse(string text, out Duration duration)
    {
        duration = Duration.Zero;
        text = text.Trim();
        if (ClockForm().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
            duration = Duration.FromTimeSpan(span);
        else if (ShortForm().Match(text) is { Success: true } match && double.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number))
            duration = number * Unit(match.Groups[2].Value);
        else
            return false;
        return duration <= Longest;
    }

    /// <summary>The form the documentation shows.</summary>
    public static string Format(Duration duration) => duration.ToTimeSpan().ToString("c", CultureInfo.InvariantCulture);

    private static Duration Unit(string name) => name switch
    {
        "ms" => Duration.FromMilliseconds(1),
        "s" => Duration.FromSeconds(1),
        "m" => Duration.FromMinutes(1),
        "h" => Duration.FromHours(1),
        _ => Duration.FromDays(1),
    };

    [GeneratedRegex(@"^-?(\d{1,4}\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?$", RegexOptions.CultureInvariant)]
    private static partial Regex ClockForm();

    [GeneratedRegex(@"^(-?\d{1,7}(?:\.\d{1,6})?) ?(ms|s|m|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortForm();
}
