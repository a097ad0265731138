namespace IncidentBot.Core.Wording.Reading;

/// <summary>
/// A word in lower case with its place, and what it belongs to. A clause ends at any pause, a stretch at a comma, a semicolon or a sentence's end.
/// What is a time, a date, a length of time, a link or a name in code is one word too, with a <see cref="Mark"/> for a value.
/// </summary>
internal readonly record struct Word(string Value, int Start, int Length, int Clause, int Stretch, int Sentence, object? Meaning = null)
{
    // No setter: the hash below would stay that of the old value.
    public string Value { get; } = Value;

    public int End => Start + Length;

    /// <summary>A few bits of the value by which most words are told apart at once.</summary>
    public int Hash { get; } = HashOf(Value);

    public static int HashOf(string value)
    {
        var hash = value.Length;
        foreach (var letter in value)
            hash = hash * 31 + letter;
        return hash & 0x7FFFFFFF;
    }
}

/// <summary>The values of words that are not spelled; no spelled word has such a value.</summary>
internal static class Mark
{
    /// <summary>A clock time; its meaning is a <see cref="ClockTime"/>.</summary>
    public const string Time = "<time>";

    /// <summary>A date; its meaning is a <see cref="CalendarDate"/>.</summary>
    public const string Date = "<date>";

    /// <summary>A date in figures only; its meaning is a <see cref="FigureDate"/>.</summary>
    public const string FigureDate = "<figures>";

    /// <summary>A length of time; its meaning is a NodaTime Duration, the longer one of two.</summary>
    public const string Length = "<length>";

    /// <summary>A length of time that names no number: "a few minutes".</summary>
    public const string Few = "<few>";

    /// <summary>A share: "5%".</summary>
    public const string Share = "<share>";

    public const string Link = "<link>";

    public const string Mail = "<mail>";

    /// <summary>What is set in code marks: quoted, not said.</summary>
    public const string Code = "<code>";
}

/// <summary>A number in figures or in words.</summary>
internal sealed record Figure(double Number);

/// <summary>How far a zone is from UTC, as it stands behind "UTC": +02:00.</summary>
internal sealed record OffsetFigure(int Minutes);

/// <summary>A date in figures, in the order in which they stand.</summary>
internal sealed record FigureDate(int First, int Second, int? Year)
{
    /// <summary>Both may be the month, and it matters which is.</summary>
    public bool IsAmbiguous => First is >= 1 and <= 12 && Second is >= 1 and <= 12 && First != Second;
}
