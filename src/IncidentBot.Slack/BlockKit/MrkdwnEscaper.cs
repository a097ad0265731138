using System.Globalization;
using System.Text;

namespace IncidentBot.Slack.BlockKit;

/// <summary>
/// Escapes and guards clean text in one pass. When it grows too long, it is cut at the last position that has space for an ellipsis.
/// </summary>
internal sealed class MrkdwnEscaper(string text, int max)
{
    private const char ZeroWidthSpace = '\u200B';

    private readonly StringBuilder _escaped = new(Math.Min(text.Length, max));
    private bool _atLineStart = true;

    // The output lengths at the last boundary that has space for the ellipsis: between visible characters, and between code points.
    private int _lastCharacter;
    private int _lastRune;

    public string Escape()
    {
        for (var position = 0; position < text.Length;)
        {
            var end = position + StringInfo.GetNextTextElementLength(text.AsSpan(position));
            while (position < end)
            {
                var width = char.IsHighSurrogate(text[position]) && position + 1 < end ? 2 : 1;
                Write(position, width);
                position += width;
                if (_escaped.Length > max)
                    return CutShort();
                if (_escaped.Length < max)
                    _lastRune = _escaped.Length;
            }

            if (_escaped.Length < max)
                _lastCharacter = _escaped.Length;
        }

        return _escaped.ToString();
    }

    private string CutShort()
    {
        if (max == 0)
            return "";

        _escaped.Length = _lastCharacter > 0 ? _lastCharacter : _lastRune;
        return _escaped.Append(TextFit.Ellipsis).ToString();
    }

    private void Write(int position, int width)
    {
        var character = text[position];
        switch (character)
        {
            case '&':
                _escaped.Append("&amp;");
                break;
            case '<':
                _escaped.Append("&lt;");
                break;
            case '>':
                // Slack shows a line that starts with this character as a quote, even when it is escaped.
                if (_atLineStart)
                    _escaped.Append(ZeroWidthSpace);
                _escaped.Append("&gt;");
                break;
            case '`':
            case '*' or '_' or '~' when !IsInsideWord(position):
                Guard();
                _escaped.Append(character).Append(ZeroWidthSpace);
                break;
            // Clients turn an unescaped @channel or @here into a mention.
            case '@' when !IsInsideWord(position):
                _escaped.Append(character).Append(ZeroWidthSpace);
                break;
            default:
                _escaped.Append(text, position, width);
                break;
        }

        _atLineStart = character == '\n' || (_atLineStart && char.IsWhiteSpace(character));
    }

    private void Guard()
    {
        if (_escaped.Length == 0 || _escaped[^1] != ZeroWidthSpace)
            _escaped.Append(ZeroWidthSpace);
    }

    // Slack formats only at the edge of a word, so snake_case and URLs need no invisible characters.
    private bool IsInsideWord(int position) =>
        position > 0 && char.IsLetterOrDigit(text[position - 1])
        && position + 1 < text.Length && char.IsLetterOrDigit(text[position + 1]);
}
