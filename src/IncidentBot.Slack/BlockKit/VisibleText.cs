using System.Globalization;
using System.Text;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Finds the visible part of user text.</summary>
public static class VisibleText
{
    /// <summary>
    /// The text without characters that hide or reorder others: control characters, invisible spaces, and bidirectional embeddings, overrides and
    /// isolates. Line breaks stay as <c>\n</c>, and a tab becomes a space. Right-to-left text itself and the joiners of emoji and scripts stay. An
    /// unpaired surrogate becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var afterReturn = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSecondHalfOfBreak = afterReturn && rune.Value == '\n';
            afterReturn = rune.Value == '\r';
            if (isSecondHalfOfBreak || IsHiding(rune))
                continue;

            if (IsLineBreak(rune))
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (!Rune.IsControl(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Whether no character is visible: the text is empty, or has only spaces and invisible characters.</summary>
    public static bool IsBlank(string? text)
    {
        if (text is null)
            return true;

        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
                return false;
        }

        return true;
    }

    private static bool IsLineBreak(Rune rune) => rune.Value is '\n' or '\r' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029;

    private static bool IsHiding(Rune rune) => rune.Value is
        0x00AD or 0x180E or 0x200B or 0xFEFF
        or (>= 0x2060 and <= 0x2064)
        or (>= 0x202A and <= 0x202E)
        or (>= 0x2066 and <= 0x206F)
        or (>= 0xFFF9 and <= 0xFFFB);

    // The Hangul fillers and the Braille blank are no spaces by category but have no glyph.
    private static bool IsVisible(Rune rune) =>
        rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0)
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.OtherNotAssigned);
}
