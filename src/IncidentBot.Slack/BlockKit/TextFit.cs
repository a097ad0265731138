using System.Globalization;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Cuts text to Slack's limits.</summary>
public static class TextFit
{
    internal const char Ellipsis = '…';

    /// <summary>
    /// At most <paramref name="maxChars"/> UTF-16 units of the text. A cut falls between visible characters and ends with an ellipsis. Cut before
    /// escaping, or use <see cref="Mrkdwn.EscapeAndFit"/>, because a later cut could split an entity.
    /// </summary>
    public static string Cut(string text, int maxChars)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxChars);
        if (text.Length <= maxChars)
            return text;
        if (maxChars == 0)
            return "";

        // One character past the limit shows whether there is a boundary; a bounded look-ahead keeps this linear.
        var budget = maxChars - 1;
        var visible = text.AsSpan(0, Math.Min(text.Length, budget + 2));
        var end = 0;
        while (end < visible.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(visible[end..]);
            if (next > budget)
                break;
            end = next;
        }

        // A single visible character longer than the limit is cut inside, but never inside a surrogate pair.
        if (end == 0)
            end = budget > 0 && char.IsSurrogatePair(text[budget - 1], text[budget]) ? budget - 1 : budget;

        return string.Concat(text.AsSpan(0, end), [Ellipsis]);
    }
}
