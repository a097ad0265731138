using System.Globalization;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>Durations as users type and read them: <c>20m</c>, <c>1h30m</c>, <c>12 min</c>.</summary>
public static class Durations
{
    /// <summary>The longest duration that a user can enter.</summary>
    public static readonly Duration Longest = Duration.FromDays(7);

    private const int LongestText = 40;

    /// <summary>
    /// For sentences: <c>45 s</c>, <c>12 min</c>, <c>1 h 5 min</c>, <c>2 days 3 h</c>. It rounds down to the last unit shown, so the text never
    /// overstates the duration. Negative values count as zero.
    /// </summary>
    public static string Words(Duration length)
    {
        var seconds = Math.Max(0, (long)length.TotalSeconds);
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        return seconds switch
        {
            < 120 when seconds % 60 != 0 || seconds == 0 => Count(seconds, "s"),
            < 3600 => Count(minutes, "min"),
            < 86400 => Two(Count(hours, "h"), minutes % 60, "min"),
            _ => Two(Count(days, days == 1 ? "day" : "days"), hours % 24, "h"),
        };

        static string Count(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");

        static string Two(string first, long number, string unit) => number == 0 ? first : $"{first} {Count(number, unit)}";
    }

    /// <summary>
    /// Reads <c>90s</c>, <c>20 min</c>, <c>1.5h</c>, <c>1h30m</c>, <c>1h30</c>, <c>2 days 3 h</c>: units from large to small, each at most once.
    /// False for other text, for zero and for more than <see cref="Longest"/>.
    /// </summary>
    /// <param name="text">The user's input; null counts as empty.</param>
    /// <param name="bareUnit">The unit of a number without one; null refuses such a number.</param>
    /// <param name="length">The duration; zero when the text is invalid.</param>
    public static bool TryParse(string? text, Duration? bareUnit, out Duration length)
    {
        length = default;
        if (text is null || text.Length > LongestText)
            return false;

        var rest = text.AsSpan().Trim();
        var seconds = 0m;
        var previous = decimal.MaxValue;
        while (!rest.IsEmpty)
        {
            if (!TryTakeNumber(ref rest, out var number))
                return false;
            var word = TakeWord(ref rest);
            var unit = word.IsEmpty ? UnitOfBareNumber(previous, bareUnit) : SecondsIn(word);
            if (unit is not { } size || size >= previous)
                return false;
            seconds += number * size;
            previous = size;
        }

        if (seconds <= 0 || seconds > (decimal)Longest.TotalSeconds)
            return false;
        length = Duration.FromTicks((long)(seconds * NodaConstants.TicksPerSecond));
        return length > Duration.Zero;
    }

    // In "1h30" the 30 means minutes. Any other number without a unit is accepted only when it is the whole text.
    private static decimal? UnitOfBareNumber(decimal previous, Duration? bareUnit) => previous switch
    {
        3600 => 60,
        decimal.MaxValue => (decimal?)bareUnit?.TotalSeconds,
        _ => null,
    };

    private static decimal? SecondsIn(ReadOnlySpan<char> word) => word switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "m" or "min" or "mins" or "minute" or "minutes" => 60,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        _ => null,
    };

    private static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out decimal number)
    {
        var end = rest.IndexOfAnyExcept("0123456789.");
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..].TrimStart();

        // Seven digits are enough for every second of a week; longer numbers could only overflow.
        number = 0;
        return digits.Length is > 0 and <= 7
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && char.IsAsciiLetter(rest[end]))
            end++;
        var word = rest[..end];
        rest = rest[end..].TrimStart();
        return word.ToString().ToLowerInvariant();
    }
}
