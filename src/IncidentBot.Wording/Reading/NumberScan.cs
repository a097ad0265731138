using System.Globalization;

namespace IncidentBot.Wording.Reading;

/// <summary>Reads tokens that start with a digit: clock times, dates, lengths, shares, versions and plain numbers.</summary>
internal static class NumberScan
{
    public readonly record struct Scanned(string Value, int Length, object? Meaning);

    public static Scanned? Read(string text, int at)
    {
        var digits = Digits(text, at);
        if (digits > 12)
            return null;
        return IsoDate(text, at, digits)
            ?? Offset(text, at, digits)
            ?? Clock(text, at, digits)
            ?? Dotted(text, at, digits)
            ?? Slashed(text, at, digits)
            ?? Joined(text, at, digits)
            ?? Plain(text, at, digits);
    }

    // 2026-03-02, and 2026-03-02T14:00:00Z.
    private static Scanned? IsoDate(string text, int at, int digits)
    {
        if (digits != 4
            || at + 10 > text.Length
            || text[at + 4] is not ('-' or '/')
            || text[at + 7] != text[at + 4]
            || Digits(text, at + 5) != 2
            || Digits(text, at + 8) != 2)
            return null;
        var (year, month, day) = (Value(text, at, 4), Value(text, at + 5, 2), Value(text, at + 8, 2));
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        var date = new CalendarDate(day, month, year, null);
        if (at + 15 < text.Length && text[at + 10] == 'T' && Colons(text, at + 11, Digits(text, at + 11)) is { Meaning: ClockTime clock } time)
            return new Scanned(Mark.Time, 11 + time.Length, clock with { Date = date });
        return new Scanned(Mark.Date, 10, date);
    }

    // The +02:00 of "UTC+02:00", the 7 of "UTC-7".
    private static Scanned? Offset(string text, int at, int digits)
    {
        if (at < 1 || text[at - 1] is not ('+' or '-') || digits is < 1 or > 4 || !IsZoneBefore(text, at - 1))
            return null;
        var hasMinutes = at + digits + 2 < text.Length && text[at + digits] == ':' && Digits(text, at + digits + 1) == 2;
        var (hours, minutes, length) = digits > 2 ? (Value(text, at, digits - 2), Value(text, at + digits - 2, 2), digits)
            : hasMinutes ? (Value(text, at, digits), Value(text, at + digits + 1, 2), digits + 3)
            : (Value(text, at, digits), 0, digits);
        if (hours > 14 || minutes > 59)
            return null;
        var east = hours * 60 + minutes;
        return new Scanned("<offset>", length, new OffsetFigure(text[at - 1] == '+' ? east : -east));
    }

    private static bool IsZoneBefore(string text, int sign)
    {
        var end = sign;
        while (end > 0 && sign - end < 2 && text[end - 1] == ' ')
            end--;
        if (text[sign] == '+' && end == sign && end >= 2 && char.IsAsciiDigit(text[end - 1]) && char.IsAsciiDigit(text[end - 2]))
            return true;
        return end >= 3 && text[(end - 3)..end].ToUpperInvariant() is "UTC" or "GMT";
    }

    private static Scanned? Clock(string text, int at, int digits) => Colons(text, at, digits) ?? HalfDay(text, at, digits) ?? Military(text, at, digits);

    private static Scanned? Colons(string text, int at, int digits)
    {
        if (digits is < 1 or > 2 || at + digits + 3 > text.Length)
            return null;
        var mark = text[at + digits];
        if (mark is not (':' or '.' or 'h') || Digits(text, at + digits + 1) != 2 || (at > 0 && text[at - 1] is ':' or '.' or '/' or '#'))
            return null;
        var (hour, minute, end) = (Value(text, at, digits), Value(text, at + digits + 1, 2), at + digits + 3);
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
            return null;
        if (mark == ':' && end + 2 < text.Length && text[end] == ':' && Digits(text, end + 1) == 2)
        {
            end += 3;
            if (end + 1 < text.Length && text[end] is '.' or ',' && Digits(text, end + 1) is var parts and >= 1 and <= 7)
                end += 1 + parts;
        }

        var half = HalfDayAt(text, end, out var halfLength);
        if (half is not null && hour is >= 1 and <= 12)
            (hour, end) = (hour % 12 + (half == 'p' ? 12 : 0), end + halfLength);
        else if (half is not null)
            end += halfLength;
        else if (mark != ':' && !IsZoneAt(text, end))
            return null;
        // "14:30 hrs" is a clock time, "1:30 hours" a length.
        if (half is null && digits == 2 && hour >= 10 && mark == ':' && HoursAt(text, end) is var hours and > 0)
            return new Scanned(Mark.Time, end + hours - at, new ClockTime(hour, minute, false));
        if (end < text.Length
            && ((text[end] == ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
                || (char.IsLetterOrDigit(text[end]) && !IsZoneAt(text, end))))
            return null;
        // "0:45 hours" and "3:45 min" are lengths.
        return half is null && IsUnitAt(text, end) ? null : new Scanned(Mark.Time, end - at, new ClockTime(hour, minute, half is not null));
    }

    private static Scanned? HalfDay(string text, int at, int digits)
    {
        if (digits is < 1 or > 2 || (at > 0 && text[at - 1] is ':' or '.' or '$') || HalfDayAt(text, at + digits, out var length) is not { } half)
            return null;
        var hour = Value(text, at, digits);
        return hour is < 1 or > 12 ? null : new Scanned(Mark.Time, digits + length, new ClockTime(hour % 12 + (half == 'p' ? 12 : 0), 0, true));
    }

    // 1430 UTC, 1430Z, 1430hrs; and 14 UTC. Not the year of "June 2024 UTC".
    private static Scanned? Military(string text, int at, int digits)
    {
        if (digits is not (1 or 2 or 4) || (at > 0 && text[at - 1] is ':' or '.' or '/' or '+' or '-' or '$' or '#'))
            return null;
        var end = at + digits;
        var isHours = digits == 4 && text.AsSpan(end).TrimStart(' ').StartsWith("hrs", StringComparison.OrdinalIgnoreCase);
        if (!isHours && !IsZoneAt(text, end, digits < 4))
            return null;
        var (hour, minute) = digits == 4 ? (Value(text, at, 2), Value(text, at + 2, 2)) : (Value(text, at, digits), 0);
        return hour > 24 || minute > 59 || (digits == 4 && IsMonthBefore(text, at)) ? null : new Scanned(Mark.Time, digits, new ClockTime(hour, minute, false));
    }

    private static bool IsMonthBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && at - end < 8 && (text[end - 1] is ' ' or ',' or '.' || char.IsAsciiDigit(text[end - 1])))
            end--;
        var start = end;
        while (start > 0 && end - start < 10 && char.IsAsciiLetter(text[start - 1]))
            start--;
        return Numbers.Month(text[start..end].ToLowerInvariant()) > 0;
    }

    // Versions, decimals and IP addresses: 2.1.3, 1.5, 10.0.0.1.
    private static Scanned? Dotted(string text, int at, int digits)
    {
        var (end, dots) = (at + digits, 0);
        while (end + 1 < text.Length && text[end] == '.' && Digits(text, end + 1) is var more and > 0 && dots < 8)
            (end, dots) = (end + 1 + more, dots + 1);
        if (dots == 0)
            return null;
        if (dots > 1)
            return new Scanned(text[at..end], end - at, null);
        var number = double.Parse(text.AsSpan(at, end - at), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Share(text, at, end) ?? LengthAt(text, at, end, number) ?? new Scanned(text[at..end], end - at, new Figure(number));
    }

    // 03/05/2026 and 24/7. Only the context can tell which of them is a date.
    private static Scanned? Slashed(string text, int at, int digits)
    {
        if (digits is < 1 or > 2 || at + digits + 1 >= text.Length || text[at + digits] is not ('/' or '-' or '.') || (at > 0 && text[at - 1] is '/' or '-'))
            return null;
        var mark = text[at + digits];
        var second = Digits(text, at + digits + 1);
        if (second is < 1 or > 2)
            return null;
        var end = at + digits + 1 + second;
        int? year = null;
        if (end + 1 < text.Length && text[end] == mark && Digits(text, end + 1) is var third and (2 or 4))
            (year, end) = (Value(text, end + 1, third), end + 1 + third);
        if ((year is null && mark != '/') || (end < text.Length && (text[end] == '/' || char.IsLetterOrDigit(text[end]))))
            return null;
        return new Scanned(Mark.FigureDate, end - at, new FigureDate(Value(text, at, digits), Value(text, at + digits + 1, second), year));
    }

    // 30m, 2h, 1h30m.
    private static Scanned? Joined(string text, int at, int digits) => Share(text, at, at + digits) ?? LengthAt(text, at, at + digits, Value(text, at, digits));

    private static Scanned? Plain(string text, int at, int digits)
    {
        var end = at + digits;
        while (end + 3 < text.Length + 1 && end < text.Length && text[end] == ',' && Digits(text, end + 1) == 3)
            end += 4;
        return new Scanned(text[at..end], end - at, new Figure(double.Parse(text.AsSpan(at, digits), CultureInfo.InvariantCulture)));
    }

    private static Scanned? Share(string text, int at, int end)
    {
        var mark = end < text.Length && text[end] == ' ' ? end + 1 : end;
        return mark < text.Length && text[mark] is '%' or '٪' ? new Scanned(Mark.Share, mark + 1 - at, null) : null;
    }

    private static Scanned? LengthAt(string text, int at, int end, double number)
    {
        var total = NodaTime.Duration.Zero;
        for (var parts = 0; parts < 3; parts++)
        {
            var letters = 0;
            while (end + letters < text.Length && letters < 8 && char.IsAsciiLetter(text[end + letters]))
                letters++;
            if (letters == 0 || Lengths.Of(number, text[end..(end + letters)].ToLowerInvariant()) is not { } length)
                return null;
            (total, end) = (total + length, end + letters);
            var more = end < text.Length ? Digits(text, end) : 0;
            if (more is 0 or > 3)
                break;
            number = Value(text, end, more);
            end += more;
        }

        return end < text.Length && char.IsLetterOrDigit(text[end]) ? null : new Scanned(Mark.Length, end - at, total);
    }

    // The "p" of "pm", " p.m" and " PM". The last full stop belongs to the sentence.
    private static char? HalfDayAt(string text, int at, out int length)
    {
        var start = at < text.Length && text[at] is ' ' or '\u00a0' or '\u202f' ? at + 1 : at;
        length = 0;
        if (start + 1 >= text.Length || char.ToLowerInvariant(text[start]) is not ('a' or 'p') is var isNone && isNone)
            return null;
        var end = text[start + 1] == '.' ? start + 2 : start + 1;
        if (end >= text.Length || text[end] is not ('m' or 'M') || (end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])))
            return null;
        length = end + 1 - at;
        return char.ToLowerInvariant(text[start]);
    }

    private static bool IsZoneAt(string text, int at, bool onlyPlain = false)
    {
        var start = at < text.Length && text[at] == ' ' ? at + 1 : at;
        if (start < text.Length && text[start] == '(')
            start++;
        var end = start;
        while (end < text.Length && end - start < 6 && char.IsAsciiLetter(text[end]))
            end++;
        if (end == start || (end < text.Length && char.IsAsciiLetterOrDigit(text[end])))
            return false;
        var letters = text[start..end];
        if (letters.ToUpperInvariant() is "UTC" or "GMT")
            return true;
        if (letters is "Z")
            return start == at && !onlyPlain;
        var word = new Word(letters.ToLowerInvariant(), start, end - start, 0, 0, 0);
        return letters.ToUpperInvariant() == letters && letters.Length >= 3 && ZoneNames.At([word], 0, text) is not null;
    }

    private static int HoursAt(string text, int at)
    {
        var start = at < text.Length && text[at] == ' ' ? at + 1 : at;
        foreach (var word in (ReadOnlySpan<string>)["hours", "hrs", "h"])
        {
            var end = start + word.Length;
            if (text.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return end - at;
        }

        return 0;
    }

    private static bool IsUnitAt(string text, int at)
    {
        var start = at < text.Length && text[at] == ' ' ? at + 1 : at;
        var end = start;
        while (end < text.Length && end - start < 8 && char.IsAsciiLetter(text[end]))
            end++;
        return end > start && text[start..end].ToLowerInvariant() is "ratio" or "h" or "hr" or "hours" or "hour" or "min" or "mins" or "minutes" or "minute";
    }

    private static int Digits(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 20 && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }

    private static int Value(string text, int at, int digits) => int.Parse(text.AsSpan(at, Math.Min(digits, 9)), CultureInfo.InvariantCulture);
}
