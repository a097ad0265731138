using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>Merges several words into one: a date or a length of time.</summary>
internal static class WordMerger
{
    public static List<Word> Merge(List<Word> words, string text)
    {
        var merged = new List<Word>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            var (word, taken) = Date(words, i, text) ?? Length(words, i, text) ?? (words[i], 1);
            merged.Add(word);
            i += taken;
        }

        return merged;
    }

    // "Tuesday, 18 June 2024", "June 18th", "18th of June"; "2024-06-18 (Tuesday)".
    private static (Word, int)? Date(List<Word> words, int at, string text)
    {
        var weekday = Numbers.Weekday(words[at].Value);
        var first = at;
        if (weekday > 0)
        {
            first = at + 1;
            if (first < words.Count && words[first].Value == "the")
                first++;
            if (first >= words.Count || words[first].Sentence != words[at].Sentence)
                return null;
        }

        if (DayAndMonth(words, first, text) is not var (day, month, year, end))
            return null;
        if (weekday == 0
            && end < words.Count
            && Numbers.Weekday(words[end].Value) is var behind and > 0
            && text.AsSpan(words[end - 1].End, words[end].Start - words[end - 1].End) is " (")
            (weekday, end) = (behind, end + 1);
        return (Join(words, at, end, Mark.Date, new CalendarDate(day, month, year, weekday == 0 ? null : (IsoDayOfWeek)weekday)), end - at);
    }

    private static (int Day, int Month, int? Year, int End)? DayAndMonth(List<Word> words, int at, string text)
    {
        if (words[at].Meaning is CalendarDate date && words[at].Value == Mark.Date)
            return (date.Day, date.Month, date.Year, at + 1);
        if (Day(words[at]) is { } day)
        {
            var next = at + 1 < words.Count && words[at + 1].Value == "of" ? at + 2 : at + 1;
            return next < words.Count && IsMonth(words[next], text) is var month and > 0 && words[next].Sentence == words[at].Sentence
                ? WithYear(words, day, month, next + 1)
                : null;
        }

        if (IsMonth(words[at], text) is var named and > 0 && at + 1 < words.Count)
        {
            var next = words[at + 1].Value == "the" && at + 2 < words.Count ? at + 2 : at + 1;
            return Day(words[next]) is { } of && words[next].Sentence == words[at].Sentence ? WithYear(words, of, named, next + 1) : null;
        }

        return null;
    }

    private static (int, int, int?, int) WithYear(List<Word> words, int day, int month, int next) =>
        next < words.Count
        && words[next].Meaning is Figure { Number: >= 1990 and <= 2100 } year
        && words[next].Length == 4
        && words[next].Sentence == words[next - 1].Sentence
            ? (day, month, (int)year.Number, next + 1)
            : (day, month, null, next);

    // "may" and "march" are months only with a capital letter.
    private static int IsMonth(Word word, string text) =>
        word.Value is "may" or "march" or "mar" && !char.IsUpper(text[word.Start]) ? 0 : Numbers.Month(word.Value);

    private static int? Day(Word word) => word switch
    {
        { Meaning: Figure { Number: >= 1 and <= 31 } figure, Length: <= 2 }
            when char.IsAsciiDigit(word.Value[0]) && figure.Number == Math.Floor(figure.Number) => (int)figure.Number,
        { Length: 3 or 4 }
            when char.IsAsciiDigit(word.Value[0])
                && word.Value[^2..] is "st" or "nd" or "rd" or "th"
                && int.TryParse(word.Value[..^2], out var day)
                && day is >= 1 and <= 31 => day,
        _ => null,
    };

    private static (Word, int)? Length(List<Word> words, int at, string text)
    {
        if (OneLength(words, at, text) is not var (value, length, end))
            return null;
        // "1 hour and 30 minutes", "1h 30m".
        while (length is { } sum && end < words.Count)
        {
            var next = words[end].Value == "and" && end + 1 < words.Count ? end + 1 : end;
            if (words[end].Clause != words[end - 1].Clause || OneLength(words, next, text) is not { Length: { } more } rest || more >= sum)
                break;
            (length, end) = (sum + more, rest.End);
        }

        if (length is { } whole && end + 2 < words.Count && words[end].Value == "and" && words[end + 1].Value == "a" && words[end + 2].Value == "half")
            (length, end) = (whole + Duration.FromMinutes(30), end + 3);
        return (Join(words, at, end, value, length), end - at);
    }

    private static (string Value, Duration? Length, int End)? OneLength(List<Word> words, int at, string text)
    {
        var word = words[at];
        if (word.Value == Mark.Length)
            return (Mark.Length, (Duration)word.Meaning!, at + 1);
        if (word.Value is "half" && Unit(words, Skip(words, at + 1, "an", "a")) is { } halfUnit)
            return (Mark.Length, Lengths.Of(0.5, halfUnit), Skip(words, at + 1, "an", "a") + 1);
        if (word.Value is "a" or "an" && at + 1 < words.Count)
        {
            if (words[at + 1].Value == "half" && Unit(words, at + 2) is { } unitOfHalf)
                return (Mark.Length, Lengths.Of(0.5, unitOfHalf), at + 3);
            if (words[at + 1].Value is "few" or "couple" && Unit(words, Skip(words, at + 2, "of", "more")) is not null)
                return (Mark.Few, null, Skip(words, at + 2, "of", "more") + 1);
            // "a second" mostly means the one after the first.
            return Unit(words, at + 1) is "hour" or "minute" or "day" or "week" ? (Mark.Length, Lengths.Of(1, words[at + 1].Value), at + 2) : null;
        }

        if (word.Value is "few" or "several" or "couple" or "coming" && Unit(words, Skip(words, at + 1, "more", "of", "few")) is { } some && some.EndsWith('s'))
            return (Mark.Few, null, Skip(words, at + 1, "more", "of", "few") + 1);
        // "within the hour", "in the next hour".
        if (word.Value is "the" && at > 0 && words[at - 1].Value == "within" && Unit(words, at + 1) is "hour")
            return (Mark.Length, Duration.FromHours(1), at + 2);
        if (word.Value is "next" or "coming" && Unit(words, at + 1) is "hour" or "minute")
            return (Mark.Length, Lengths.Of(1, words[at + 1].Value), at + 2);
        return word.Meaning is Figure figure ? Counted(words, at, figure.Number, text) : null;
    }

    // "30 minutes", "30-60 minutes", "30 to 60 minutes", "30 more minutes", "1.5 hours": of a range the longer end counts.
    private static (string, Duration?, int)? Counted(List<Word> words, int at, double number, string text)
    {
        var next = at + 1;
        if (next + 1 < words.Count && words[next].Sentence == words[at].Sentence)
        {
            var gap = text.AsSpan(words[at].End, words[next].Start - words[at].End).Trim();
            var second = words[next].Value is "to" or "or" ? next + 1 : gap is "-" or "–" or "—" or "/" ? next : -1;
            if (second > 0 && words[second].Meaning is Figure other && Unit(words, second + 1) is { } unitOfTwo)
                return (Mark.Length, Lengths.Of(Math.Max(number, other.Number), unitOfTwo), second + 2);
            if (second > 0 && words[second].Value == Mark.Length && Lengths.Of(number, "minutes") <= (Duration)words[second].Meaning!)
                return (Mark.Length, (Duration)words[second].Meaning!, second + 1);
        }

        next = Skip(words, next, "more", "additional", "further", "business", "working", "calendar");
        return Unit(words, next) is { } unit && words[next].Sentence == words[at].Sentence && Lengths.Of(number, unit) is { } length
            ? (Mark.Length, length, next + 1)
            : null;
    }

    private static string? Unit(List<Word> words, int at) =>
        at < words.Count
        && words[at].Value is "second" or "seconds" or "sec" or "secs" or "minute" or "minutes" or "min" or "mins" or "hour" or "hours" or "hr"
            or "hrs" or "day" or "days" or "week" or "weeks"
            ? words[at].Value
            : null;

    private static int Skip(List<Word> words, int at, params ReadOnlySpan<string> values)
    {
        while (at < words.Count && values.Contains(words[at].Value))
            at++;
        return at;
    }

    private static Word Join(List<Word> words, int from, int to, string value, object? meaning) =>
        new(value, words[from].Start, words[to - 1].End - words[from].Start, words[from].Clause, words[from].Stretch, words[from].Sentence, meaning);
}
