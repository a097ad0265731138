using System.Text.RegularExpressions;

namespace IncidentBot.Core.Wording;

/// <summary>A clock time that does not say UTC (R97). One UTC serves the clause it stands in, and so a range.</summary>
internal static class MissingZoneRule
{
    private const RegexOptions Options = DraftPost.Linear | RegexOptions.IgnoreCase;

    private static readonly Regex Clock = new(
        @"\b(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b)?|(?:1[0-2]|[1-9]) ?[ap]\.?m\b)", Options);

    private static readonly Regex Zone = new(@"\butc\b|\d{2}z\b|\d{2}\+00:00\b", Options);

    private static readonly Regex AllInUtc = new(@"\ball times (?:are )?(?:given )?(?:in )?utc\b", Options);

    // What parts clauses; a dot or a colon inside a number parts nothing.
    private static readonly Regex Boundary = new(@"[;!?\n]|[.,](?:\s|$)", Options);

    private static readonly Regex Length = new(@"^ ?(?:h|hrs?|hours?|min|mins|minutes?|ratio)\b", Options);

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        var text = post.Text;
        if (AllInUtc.IsMatch(text))
            yield break;
        int[] zones = [.. Zone.Matches(text).Select(match => match.Index)];
        int[] boundaries = [.. Boundary.Matches(text).Select(match => match.Index)];
        foreach (Match match in Clock.Matches(text))
        {
            if (IsPartOfLonger(text, match) || HasZone(match, zones, boundaries))
                continue;
            yield return new Finding(
                "TIME-NO-ZONE", FindingLevel.Error, match.Index, match.Length,
                "a time needs its zone.",
                $"Write \"{match.Value} UTC\".");
        }
    }

    // An address (10.0.0.1:80, 00:1b:44:11) or a length (0:45 h) looks like a time.
    private static bool IsPartOfLonger(string text, Match match)
    {
        var end = match.Index + match.Length;
        return (match.Index > 0 && text[match.Index - 1] is ':' or '.' or '/')
            || (end < text.Length && (text[end] == ':' || char.IsAsciiLetterOrDigit(text[end])) && !IsZulu(text, end))
            || Length.IsMatch(text.AsSpan(end, Math.Min(8, text.Length - end)));
    }

    private static bool IsZulu(string text, int at) => text[at] is 'Z' or 'z';

    private static bool HasZone(Match time, int[] zones, int[] boundaries)
    {
        var next = Array.BinarySearch(boundaries, time.Index);
        next = next < 0 ? ~next : next;
        var from = next == 0 ? 0 : boundaries[next - 1];
        var to = next == boundaries.Length ? int.MaxValue : boundaries[next];
        var zone = Array.BinarySearch(zones, from);
        zone = zone < 0 ? ~zone : zone;
        return zone < zones.Length && zones[zone] < to;
    }
}
