using System.Globalization;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>
/// The time of the next update, in the forms that users type: <c>20m</c>, <c>1h30m</c>, <c>14:30</c>, <c>2:30pm</c>, <c>until 15:00 UTC</c>.
/// </summary>
public static class PromiseTime
{
    private const int LongestText = 40;

    private static readonly string[] OpeningWords = ["until ", "by ", "at ", "in "];

    private static readonly string[] UtcSuffixes = ["utc", "gmt", "z"];

    /// <summary>
    /// Reads a duration from now, or a clock time. A clock time means its next occurrence after <paramref name="now"/>, in <paramref name="zone"/>
    /// unless it says UTC. When the change to summer time skips that time, the result is later by the gap. A number alone is refused as ambiguous.
    /// </summary>
    /// <param name="text">The user's input; null counts as empty.</param>
    /// <param name="now">The time of the input.</param>
    /// <param name="zone">The user's time zone.</param>
    /// <param name="by">The instant, later than <paramref name="now"/> by a week at most.</param>
    public static bool TryParse(string? text, Instant now, DateTimeZone zone, out Instant by)
    {
        by = default;
        if (text is null || text.Length > LongestText)
            return false;

        var asked = WithoutOpeningWord(text.Trim().ToLowerInvariant());
        if (Durations.TryParse(asked, bareUnit: null, out var length))
        {
            by = now + length;
            return true;
        }

        var clock = WithoutUtc(asked, out var saysUtc);
        if (!TryParseClock(clock, out var time))
            return false;
        by = Next(time, now, saysUtc ? DateTimeZone.Utc : zone);
        return true;
    }

    /// <summary>Reads the length of a snooze, as <see cref="Durations.TryParse"/> does; a number alone means minutes.</summary>
    public static bool TryParseDuration(string? text, out Duration length) => Durations.TryParse(text, Duration.FromMinutes(1), out length);

    private static string WithoutOpeningWord(string text) =>
        OpeningWords.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } word ? text[word.Length..].TrimStart() : text;

    private static string WithoutUtc(string text, out bool saysUtc)
    {
        var suffix = UtcSuffixes.FirstOrDefault(suffix => text.EndsWith(suffix, StringComparison.Ordinal));
        saysUtc = suffix is not null;
        return suffix is null ? text : text[..^suffix.Length].TrimEnd();
    }

    // 14:30 on the 24-hour clock; 2:30pm and 2pm on the 12-hour clock.
    private static bool TryParseClock(string text, out LocalTime time)
    {
        time = default;
        var half = text.EndsWith("am", StringComparison.Ordinal) ? 0 : text.EndsWith("pm", StringComparison.Ordinal) ? 12 : (int?)null;
        var digits = half is null ? text : text[..^2].TrimEnd();
        var colon = digits.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 && half is null)
            return false;

        if (!TryParseDigits(colon < 0 ? digits : digits[..colon], 1, out var hour)
            || !TryParseDigits(colon < 0 ? "00" : digits[(colon + 1)..], 2, out var minute))
            return false;
        if (minute > 59 || (half is null ? hour > 23 : hour is 0 or > 12))
            return false;
        time = new LocalTime(half is { } offset ? hour % 12 + offset : hour, minute);
        return true;
    }

    private static bool TryParseDigits(string text, int atLeast, out int number)
    {
        number = 0;
        return text.Length >= atLeast && text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static Instant Next(LocalTime time, Instant now, DateTimeZone zone)
    {
        for (var date = now.InZone(zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var moment in MomentsOf(date + time, zone))
            {
                if (moment > now)
                    return moment;
            }
        }
    }

    // At the end of summer time a local time occurs twice, and the second may be the next one. At its start a local time may not occur at all.
    private static Instant[] MomentsOf(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0
            ? [zone.AtLeniently(local).ToInstant()]
            : [mapping.First().ToInstant(), mapping.Last().ToInstant()];
    }
}
