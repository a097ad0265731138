using IncidentBot.Core.Wording.Reading;

namespace IncidentBot.Core.Wording;

/// <summary>One thing to look for.</summary>
/// <param name="Id">Its stable name.</param>
/// <param name="Level">How bad it is, unless the observation knows better or a team decided otherwise.</param>
/// <param name="Find">Looks for it. Pure.</param>
internal sealed record WordingRule(string Id, FindingLevel Level, Func<Draft, IEnumerable<Observation>> Find);

/// <summary>What a rule saw; parameters as in <see cref="Finding"/>.</summary>
internal sealed record Observation(int Start, int Length, string Reason, string? Suggestion)
{
    /// <summary>Another level than the rule's.</summary>
    public FindingLevel? Level { get; init; }
}
