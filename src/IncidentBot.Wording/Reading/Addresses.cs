namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes URLs and e-mail addresses, which count as one word.</summary>
internal static class Addresses
{
    private const int Longest = 2048;
    private const int LongestName = 254;

    private static readonly string[] Starts = ["https://", "http://", "www.", "ftp://", "mailto:", "slack://"];

    // Top-level domains that mark a URL without https://. A missing space after a full stop does not produce one of them.
    private static readonly HashSet<string> Endings =
    [
        "com", "org", "net", "io", "dev", "cloud", "app", "co", "eu", "de", "uk", "us", "ai", "internal", "corp", "local", "lan", "intranet",
    ];

    /// <summary>
    /// The mark and length of the address that starts at this position. Null when none starts here or anywhere before <paramref name="plainUntil"/>.
    /// </summary>
    public static (string Mark, int Length)? Length(string text, int at, out int plainUntil)
    {
        plainUntil = at;
        if (Array.Exists(Starts, start => text.AsSpan(at).StartsWith(start, StringComparison.OrdinalIgnoreCase)))
            return (Mark.Link, LinkLength(text, at));
        var end = at;
        var dots = 0;
        var mail = -1;
        while (end < text.Length && end - at < LongestName && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '_' or '+' or '@'))
        {
            if (text[end] == '@')
            {
                if (mail >= 0)
                {
                    plainUntil = mail;
                    return null;
                }

                mail = end;
                dots = 0;
            }

            dots += text[end] == '.' ? 1 : 0;
            end++;
        }

        plainUntil = end - at < LongestName ? end : at + LongestName / 2;
        while (end > at && text[end - 1] is '.' or '-' or '_' or '+' or '@')
            dots -= text[--end] == '.' ? 1 : 0;
        if (mail > at && mail < end - 3)
            return dots > 0 ? (Mark.Mail, end - at) : null;
        return mail < 0 && dots > 0 && Endings.Contains(text[(text.LastIndexOf('.', end - 1) + 1)..end].ToLowerInvariant())
            ? (Mark.Link, LinkLength(text, at))
            : null;
    }

    private static int LinkLength(string text, int at)
    {
        var end = at;
        while (end < text.Length
            && end - at < Longest
            && !char.IsWhiteSpace(text[end])
            && text[end] is not ('<' or '>' or '"' or '|' or ')' or ']' or '}' or '`' or ',' or ';'))
            end++;
        while (end > at && text[end - 1] is '.' or ':' or '!' or '?' or '*' or '_' or '\'' or '’')
            end--;
        return end - at;
    }
}
