using System.Text.RegularExpressions;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>Does not say what we do about it (R35).</summary>
internal static class MissingActionRule
{
    private static readonly Regex Action = new(
        @"\b(?:investigat(?:e|ed|ing)|look(?:ed|ing)? into|work(?:ed|ing)? (?:on|to|with|towards?)|on it|fix(?:ed|ing)|mitigat(?:e|ed|ing)"
        + @"|roll(?:ed|ing)? (?:it )?back|rollback|revert(?:ed|ing)?|restor(?:e|ed|ing)|restart(?:ed|ing)?|deploy(?:ed|ing)?|apply(?:ing)?|applied"
        + @"|(?:re)?rout(?:ed|ing)|scal(?:ed|ing)|add(?:ed|ing) capacity|monitor(?:ed|ing)|watch(?:ed|ing)|escalat(?:ed|ing)|test(?:ed|ing)"
        + @"|replac(?:ed|ing)|repair(?:ed|ing)?|disabl(?:ed|ing)|recover(?:ed|ing)|rebuil(?:t|ding)|mov(?:ed|ing)|switch(?:ed|ing)|put(?:ting)? a fix)\b",
        DraftPost.Linear | RegexOptions.IgnoreCase);

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        if (post.State == PublicState.Resolved || Action.IsMatch(post.Text))
            yield break;
        yield return new Finding(
            "ACTION-MISSING", FindingLevel.Warning, 0, post.Text.Length,
            "Say what you are doing about it.",
            post.IsFirst ? "For example: \"We are investigating.\"" : null);
    }
}
