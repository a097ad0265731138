namespace IncidentBot.Wording.Reading;

/// <summary>
/// A word in lower case with its position, clause, stretch and sentence. A clause ends at any pause; a stretch ends at a comma, a semicolon or the
/// end of the sentence. A time, a date, a length of time, a link or a name in code is one word, with a <see cref="Mark"/> as its value.
/// </summary>
internal readonly record struct Word(string Value, int Start, int Length, int Clause, int Stretch, int Sentence, object? Meaning = null)
{
    // No setter: the hash below would still be that of the old value.
    public string Value { get; } = Value;

    public int End => Start + Length;

    /// <summary>A hash of the value, for filters that reject most words.</summary>
    public int Hash { get; } = HashOf(Value);

    public static int HashOf(string value)
    {
        var hash = value.Length;
        foreach (var letter in value)
            hash = hash * 31 + letter;
        return hash & 0x7FFFFFFF;
    }
}

/// <summary>The values of words that are not spelled out; no real word has such a value.</summary>
internal static class Mark
{
    /// <summary>A clock time; its meaning is a <see cref="ClockTime"/>.</summary>
    public const string Time = "<time>";

    /// <summary>A date; its meaning is a <see cref="CalendarDate"/>.</summary>
    public const string Date = "<date>";

    /// <summary>A date written in digits only; its meaning is a <see cref="FigureDate"/>.</summary>
    public const string FigureDate = "<figures>";

    /// <summary>A length of time; its meaning is a NodaTime Duration, the longer end of a range.</summary>
    public const string Length = "<length>";

    /// <summary>A length of time without a number: "a few minutes".</summary>
    public const string Few = "<few>";

    /// <summary>A share: "5%".</summary>
    public const string Share = "<share>";

    public const string Link = "<link>";

    public const string Mail = "<mail>";

    /// <summary>Text in code marks: it is quoted, not stated.</summary>
    public const string Code = "<code>";
}

/// <summary>A number in digits or in words.</summary>
internal sealed record Figure(double Number);

/// <summary>The offset of a zone after "UTC": +02:00.</summary>
internal sealed record OffsetFigure(int Minutes);

/// <summary>A date in digits, in the order of the text.</summary>
internal sealed record FigureDate(int First, int Second, int? Year)
{
    /// <summary>Both numbers may be the month, and they differ.</summary>
    public bool IsAmbiguous => First is >= 1 and <= 12 && Second is >= 1 and <= 12 && First != Second;
}
