using System.Text.RegularExpressions;

namespace IncidentBot.Core.Wording;

/// <summary>A blank of a template that nobody filled.</summary>
internal static class PlaceholderRule
{
    private static readonly Regex Pattern = new(
        @"_{3,}|\b(?:TODO|TBD|FIXME|CUSTOMER|YOUR NAME)\b|\{\{?[A-Za-z][\w .-]{0,40}\}\}?|\[[A-Za-z][\w .-]{0,40}\]",
        DraftPost.Linear);

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        foreach (Match match in Pattern.Matches(post.Text))
        {
            if (!IsLinkText(post.Text, match) && !IsAbbreviation(match.Value))
                yield return new Finding("PLACEHOLDER", FindingLevel.Error, match.Index, match.Length, "still to be filled in.");
        }
    }

    private static bool IsLinkText(string text, Match match)
    {
        var after = match.Index + match.Length;
        return match.Value[0] == '[' && after < text.Length && text[after] == '(';
    }

    // [EU] names a region; [X] and [TIME] ask for something.
    private static bool IsAbbreviation(string value) => value is ['[', var first, .. { Length: 1 or 2 } others, ']'] && char.IsUpper(first) && others.All(char.IsUpper);
}
