using System.Globalization;

namespace IncidentBot.Wording.Reading;

/// <summary>Splits a text into words in one pass, from left to right, with a bounded look-ahead at each step.</summary>
internal sealed class Tokenizer(string text)
{
    private const string StopMarks = ".!?…。";

    // A full stop after these ends no sentence when lower-case letters or digits follow.
    private static readonly HashSet<string> Abbreviations =
    [
        "approx", "vs", "etc", "no", "incl", "est", "min", "mins", "hr", "hrs", "sec", "max", "ca", "dept", "inc", "ltd",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];

    private readonly List<Word> _words = [];
    private int _clause;
    private int _stretch;
    private int _sentence;
    private int _plainUntil;

    public static List<Word> Cut(string text) => new Tokenizer(text).Cut();

    private List<Word> Cut()
    {
        for (var at = 0; at < text.Length;)
            at += Math.Max(1, Take(at));
        return _words;
    }

    /// <summary>The number of characters consumed; 0 when none of them belongs to a word.</summary>
    private int Take(int at) => text[at] switch
    {
        '<' => Tag(at),
        '`' => Quoted(at),
        var first when char.IsAsciiDigit(first) => Number(at),
        var first when char.IsLetter(first) || first == '_' => Letters(at),
        _ => 0,
    };

    // Text in angle brackets is markup, or else a blank that was not filled in: <time>.
    private int Tag(int at)
    {
        var end = text.AsSpan(at, Math.Min(200, text.Length - at)).IndexOf('>');
        if (end < 2)
            return 0;
        var inner = text.AsSpan(at + 1, end - 1).TrimStart('/');
        var name = inner.IndexOfAny(" /=:") is var space and >= 0 ? inner[..space] : inner;
        return name.ToString().ToLowerInvariant() is "br" or "p" or "b" or "i" or "em" or "strong" or "small" or "var" or "a" or "div" or "span"
            or "ul" or "ol" or "li" or "code" or "u" or "hr" or "h1" or "h2" or "h3" or "h4"
            || inner.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? inner.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? 1 : end + 1
            : 0;
    }

    private int Quoted(int at)
    {
        var length = text.AsSpan(at + 1, Math.Min(300, text.Length - at - 1)).IndexOf('`');
        if (length < 1 || text.AsSpan(at + 1, length).Contains('\n'))
            return 0;
        Add(Mark.Code, at, length + 2);
        return length + 2;
    }

    private int Number(int at)
    {
        if (NumberScan.Read(text, at) is not { } found)
            return Letters(at);
        // A number directly followed by letters is a name, such as 5xx or 2nd. (3am was read before.)
        var end = at + found.Length;
        if (found.Meaning is Figure && end < text.Length && (char.IsLetter(text[end]) || text[end] == '_'))
            return Letters(at);
        Add(found.Value, at, found.Length, found.Meaning);
        return found.Length;
    }

    private int Letters(int at)
    {
        // Letters and dots without an address at their start contain none later either.
        if (at >= _plainUntil && Addresses.Length(text, at, out _plainUntil) is var (mark, length))
        {
            Add(mark, at, length);
            return length;
        }

        var end = at + 1;
        while (end < text.Length && (IsOfWord(text[end]) || Joins(end)))
            end++;
        Contractions.Split(text[at..end].Replace('’', '\'').ToLowerInvariant(), (value, start, wide) => Add(value, at + start, wide, Meaning(value)));
        return end - at;
    }

    private static object? Meaning(string value) => Numbers.Spoken(value) is { } number ? new Figure(number) : null;

    private static bool IsOfWord(char one) => char.IsLetterOrDigit(one) || one == '_' || char.GetUnicodeCategory(one) == UnicodeCategory.NonSpacingMark;

    // An apostrophe or a hyphen joins letters; a hyphen between digits separates them: 14:00-15:00, 30-minute.
    private bool Joins(int at) =>
        at + 1 < text.Length && char.IsLetter(text[at + 1]) && char.IsLetterOrDigit(text[at - 1])
        && (text[at] is '\'' or '’' || (text[at] == '-' && char.IsLetter(text[at - 1])));

    private void Add(string value, int start, int length, object? meaning = null)
    {
        Part(start, value);
        _words.Add(new Word(value, start, length, _clause, _stretch, _sentence, meaning));
    }

    private void Part(int start, string next)
    {
        var end = _words.Count == 0 ? 0 : _words[^1].End;
        var gap = text.AsSpan(end, start - end);
        // A dot or colon inside a number or an address separates nothing: v2.1, example.com.
        if (gap.IsEmpty || (gap.Length == 1 && gap[0] is '.' or ':' or '/' or '-' or '_'))
            return;
        if (_words.Count > 0 && EndsSentence(gap, start))
        {
            _sentence = _stretch = ++_clause;
            return;
        }

        if (gap.IndexOfAny(",;") >= 0)
            _stretch = ++_clause;
        else if (gap.IndexOfAny(":()–—") >= 0 || gap.IndexOf(" - ") >= 0 || next is "but" or "however" or "although" or "while")
            _clause++;
    }

    private bool EndsSentence(ReadOnlySpan<char> gap, int next)
    {
        var line = gap.IndexOf('\n');
        // A line that starts with a lower-case letter continues the sentence.
        if (line >= 0 && (gap.Trim().Length > 0 || !char.IsLower(text[next]) || gap.Count('\n') > 1))
            return true;
        var stop = gap.IndexOfAny(StopMarks);
        if (stop < 0)
            return false;
        if (gap[stop] != '.' || stop > 0)
            return true;
        var last = _words[^1];
        var isShort = Abbreviations.Contains(last.Value)
            || (last.Length == 1 && char.IsLetter(text[last.Start]))
            || (last.Value == Mark.Time && text[last.End - 1] is 'm' or 'M' && text[last.End - 2] == '.');
        return !isShort || !(char.IsLower(text[next]) || char.IsAsciiDigit(text[next]) || IsZone(next));
    }

    private bool IsZone(int at) => at + 2 < text.Length && char.IsAsciiLetterUpper(text[at]) && char.IsAsciiLetterUpper(text[at + 1]);
}
