using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>
/// Reads a public update the way a worried customer would. Pure, the same for the same text, and linear in its length whatever it holds.
/// </summary>
public static class PublicTextCheck
{
    private static readonly Func<DraftPost, IEnumerable<Finding>>[] Rules =
    [
        PlaceholderRule.Find,
        ResolvedEarlyRule.Find,
        StillMonitoringRule.Find,
        RelativeDayRule.Find,
        MissingZoneRule.Find,
        MissingActionRule.Find,
        AllClearRule.Find,
    ];

    /// <summary>What is wrong with the text, in reading order; empty when nothing is.</summary>
    /// <param name="text">What the author wrote.</param>
    /// <param name="state">The state the update announces.</param>
    /// <param name="isFirst">Customers have heard nothing of this incident yet.</param>
    public static IReadOnlyList<Finding> Check(string text, PublicState state, bool isFirst)
    {
        var post = new DraftPost(text, state, isFirst);
        return [.. Rules.SelectMany(rule => rule(post)).OrderBy(finding => finding.Start).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)];
    }
}
