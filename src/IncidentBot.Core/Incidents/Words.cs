using System.Globalization;
using System.Text;

namespace IncidentBot.Core.Incidents;

/// <summary>Normalizes user text for storage: limits its length and detects text without visible characters.</summary>
public static class Words
{
    /// <summary>The maximum length of a stored title; edges may show less.</summary>
    public const int TitleLimit = 3000;

    /// <summary>The maximum length of a stored update, note or description.</summary>
    public const int TextLimit = 10_000;

    /// <summary>True when no character is visible: only white space, control, format and combining characters or invisible fillers.</summary>
    public static bool IsBlank(string? text) => text is null || text.EnumerateRunes().All(IsInvisible);

    /// <summary>One line without control characters, trimmed, and cut between whole characters.</summary>
    public static string Title(string text) => FitVisibly(OneLine(text), TitleLimit);

    /// <summary>Keeps line breaks, drops other control characters, trims, and cuts between whole characters.</summary>
    public static string Text(string text) =>
        FitVisibly(string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(IsKept)).Trim(), TextLimit);

    private static bool IsKept(Rune rune) => rune.Value is '\n' or '\t' || !Rune.IsControl(rune);

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(rune);
        }

        return line.ToString();
    }

    // Invisible leading characters are dropped when they would leave no space for the visible ones.
    private static string FitVisibly(string text, int limit)
    {
        var fitted = Fit(text, limit);
        return fitted.Length < text.Length && IsBlank(fitted) ? Fit(string.Concat(text.EnumerateRunes().SkipWhile(IsInvisible)), limit) : fitted;
    }

    private static string Fit(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var end = 0;
        while (end < limit)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > limit)
                break;
            end = next;
        }

        // A single "character" longer than the limit is an attack, not a word: cut it between code points.
        if (end == 0)
            end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end];
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
