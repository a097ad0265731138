using System.Globalization;
using System.Text;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Creates channel names in Slack's format: lower-case letters, digits and hyphens, at most 80.</summary>
public static class ChannelName
{
    private const int MaxLength = 80;

    /// <summary>A deterministic name such as <c>inc-42-api-down</c>, or <c>inc-42</c> when no character of the title can be used.</summary>
    /// <param name="prefix">Lower-case letters, digits and hyphens, at most 40.</param>
    /// <param name="number">A number that makes the name unique.</param>
    /// <param name="title">The title. Accents are removed from Latin letters; other scripts and punctuation are dropped.</param>
    public static string From(string prefix, long number, string title)
    {
        if (prefix.Length is 0 or > 40 || !prefix.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
            throw new ArgumentException("A prefix must have 1 to 40 lower-case letters, digits and hyphens.", nameof(prefix));

        var name = new StringBuilder(prefix).Append('-').Append(number.ToString(CultureInfo.InvariantCulture));
        var words = Decompose(title);
        var atBreak = true;
        foreach (var rune in words.EnumerateRunes())
        {
            var spelling = Spell(rune);
            if (spelling.Length == 0)
            {
                atBreak |= Parts(rune);
                continue;
            }

            if (name.Length + spelling.Length + (atBreak ? 1 : 0) > MaxLength)
                break;

            if (atBreak)
                name.Append('-');
            name.Append(spelling);
            atBreak = false;
        }

        return name.ToString();
    }

    // Cleaning first also replaces unpaired surrogates, which cannot be decomposed. The limit is far above the 80 letters of a name.
    private static string Decompose(string title) => VisibleText.Clean(TextFit.Cut(title, 1000)).Normalize(NormalizationForm.FormKD);

    private static string Spell(Rune rune) => Rune.ToLowerInvariant(rune).Value switch
    {
        var value and (>= 'a' and <= 'z' or >= '0' and <= '9') => ((char)value).ToString(),
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => "",
    };

    private static bool Parts(Rune rune) =>
        rune.Value is not ('\'' or '’') && (Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune));
}
