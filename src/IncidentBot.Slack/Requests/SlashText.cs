using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Slack.Requests;

/// <summary>Reads the escaped text of a slash command or a message.</summary>
public static partial class SlashText
{
    /// <summary>Splits text into words and entities, in order. An angle bracket without a known entity is part of a word.</summary>
    public static IReadOnlyList<TextToken> Tokens(string text)
    {
        var tokens = new List<TextToken>();
        var position = 0;
        while (position < text.Length)
        {
            if (IsSpace(text[position]))
            {
                position++;
                continue;
            }

            var token = EntityAt(text, position) ?? WordAt(text, position);
            tokens.Add(token);
            position = token.End;
        }

        return tokens;
    }

    /// <summary>The text after a token, as it was sent, without surrounding spaces.</summary>
    public static string After(string text, TextToken token) => Trim(text[token.End..]);

    /// <summary>Decodes Slack's three entities for <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, once, and leaves the rest unchanged.</summary>
    public static string Plain(string escaped) =>
        escaped.Contains('&', StringComparison.Ordinal)
            ? Entity().Replace(escaped, match => match.ValueSpan switch { "&lt;" => "<", "&gt;" => ">", _ => "&" })
            : escaped;

    private static TextToken? EntityAt(string text, int start)
    {
        if (text[start] != '<')
            return null;

        // Stopping at the next opening bracket keeps the scan linear.
        var close = text.IndexOfAny(['<', '>'], start + 1);
        if (close < 0 || text[close] == '<')
            return null;

        var (end, inner) = (close + 1, text[(start + 1)..close]);
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inner : inner[..bar];
        var label = bar < 0 ? null : Plain(inner[(bar + 1)..]);

        return target switch
        {
            ['@', 'U' or 'W', ..] when IsId(target, 1) => new TextToken.UserMention(target[1..], label, start, end),
            ['#', 'C' or 'G' or 'D', ..] when IsId(target, 1) => new TextToken.ChannelMention(target[1..], label, start, end),
            _ when target.StartsWith("!subteam^S", StringComparison.Ordinal) && IsId(target, 9) =>
                new TextToken.UserGroupMention(target[9..], label, start, end),
            "!here" or "!channel" or "!everyone" => new TextToken.Broadcast(target[1..], start, end),
            _ when label is { Length: > 0 } && target.StartsWith("!date^", StringComparison.Ordinal) => new TextToken.Date(label, start, end),
            _ when IsUrl(target) => new TextToken.Link(Plain(target), label, start, end),
            _ => null,
        };
    }

    private static TextToken.Word WordAt(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && !IsSpace(text[end]) && !(text[end] == '<' && EntityAt(text, end) is not null))
            end++;

        return new TextToken.Word(Straighten(Plain(text[start..end])), start, end);
    }

    // Phones and word processors replace typed quotes with these.
    private static string Straighten(string word)
    {
        var straight = new StringBuilder(word.Length);
        foreach (var character in word)
            straight.Append(character switch
            {
                '\u2018' or '\u2019' or '\u201A' or '\u201B' => '\'',
                '\u201C' or '\u201D' or '\u201E' or '\u201F' => '"',
                _ => character,
            });

        return straight.ToString();
    }

    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;

        return text[start..end];
    }

    private static bool IsSpace(char character) =>
        char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF' || char.GetUnicodeCategory(character) is UnicodeCategory.Control;

    private static bool IsId(string target, int from) =>
        target.Length > from + 1 && target.AsSpan(from).IndexOfAnyExcept(IdCharacters) < 0;

    private static bool IsUrl(string target) =>
        target.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    [GeneratedRegex("&(amp|lt|gt);", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
