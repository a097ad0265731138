using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording;

/// <summary>One check of a post.</summary>
/// <param name="Id">The rule's stable name.</param>
/// <param name="Level">The default level; an observation or the team's settings may replace it.</param>
/// <param name="Find">Returns what violates the rule. Pure.</param>
internal sealed record WordingRule(string Id, FindingLevel Level, Func<Draft, IEnumerable<Observation>> Find);

/// <summary>A violation of a rule; parameters as in <see cref="Finding"/>.</summary>
internal sealed record Observation(int Start, int Length, string Reason, string? Suggestion)
{
    /// <summary>The level, when it differs from the rule's.</summary>
    public FindingLevel? Level { get; init; }
}
