using System.Text.RegularExpressions;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>An all-clear tells its reader to come back if it is not so (R45).</summary>
internal static class AllClearRule
{
    private static readonly Regex Invitation = new(
        @"\b(?:contact|tell|let|reach|write to|e-?mail|call|ask|get in touch|report|support)\b",
        DraftPost.Linear | RegexOptions.IgnoreCase);

    public static IEnumerable<Finding> Find(DraftPost post)
    {
        if (post.State == PublicState.Resolved && !Invitation.IsMatch(post.Text))
        {
            yield return new Finding(
                "ALL-CLEAR-INVITE", FindingLevel.Warning, 0, post.Text.Length,
                "Say where to turn if it is not over for somebody.", "For example: \"If you still see this, please contact us.\"");
        }
    }
}
