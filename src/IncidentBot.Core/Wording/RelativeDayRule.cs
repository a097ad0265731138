using System.Text.RegularExpressions;

namespace IncidentBot.Core.Wording;

/// <summary>A day that depends on where its reader is (R97). One with its date beside it is plain to all.</summary>
internal static class RelativeDayRule
{
    private const int Beside = 30;

    private const RegexOptions Options = DraftPost.Linear | RegexOptions.IgnoreCase;

    private static readonly Regex Pattern = new(
        @"\b(?:this (?:morning|afternoon|evening|week|weekend)|last (?:night|week)|tonight|today|tomorrow|yesterday|overnight"
        + @"|end of (?:the )?(?:business )?day|business hours|noon|midday|midnight|earlier)\b",
        Options);

    private static readonly Regex Date = new(
        @"\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
        + @"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}|\d{4}-\d{2}-\d{2})",
        Options);

    private static readonly Regex Zone = new(@"\butc\b", Options);

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        foreach (Match match in Pattern.Matches(post.Text))
        {
            if (IsPlain(post.Text, match))
                continue;
            yield return new Finding(
                "TIME-RELATIVE-DAY", FindingLevel.Error, match.Index, match.Length,
                "means another time for each reader.",
                "Write the date and the time in UTC.");
        }
    }

    private static bool IsPlain(string text, Match match) => match.Value.ToLowerInvariant() switch
    {
        "earlier" => !StandsAlone(text, match) || Date.IsMatch(Around(text, match)),
        "noon" or "midday" or "midnight" => Zone.IsMatch(text.AsSpan(match.Index, Math.Min(text.Length - match.Index, match.Length + 5))),
        _ => Date.IsMatch(Around(text, match)),
    };

    // "Earlier, …" and "… earlier." stand for a day; "an earlier fix", "earlier than", "20 minutes earlier" compare.
    private static bool StandsAlone(string text, Match match)
    {
        var before = text.AsSpan(0, match.Index).TrimEnd();
        var after = text.AsSpan(match.Index + match.Length).TrimStart(' ');
        var closes = after.IsEmpty || after[0] is ',' or '.' or ';' or '!' or '?' or '\n';
        var compares = before.EndsWith("minutes") || before.EndsWith("minute") || before.EndsWith("hours") || before.EndsWith("hour")
            || before.EndsWith(" or") || before.EndsWith(" no");
        return closes && !compares;
    }

    private static ReadOnlySpan<char> Around(string text, Match match)
    {
        var start = Math.Max(0, match.Index - Beside);
        return text.AsSpan(start, Math.Min(text.Length, match.Index + match.Length + Beside) - start);
    }
}
