namespace IncidentBot.Core.Wording;

/// <summary>Something a reader would stumble over.</summary>
/// <param name="RuleId">The rule's stable name, e.g. <c>TIME-NO-ZONE</c>.</param>
/// <param name="Level">Whether it blocks publishing.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is; the whole text where something is missing.</param>
/// <param name="Reason">Why it matters, for the author. Where it is about some words it reads on after them and a colon.</param>
/// <param name="Suggestion">What to do instead, as a sentence; null when the reason says it or only the author can know.</param>
public sealed record Finding(string RuleId, FindingLevel Level, int Start, int Length, string Reason, string? Suggestion = null);

public enum FindingLevel
{
    /// <summary>Asks the author to think again; the update can go out.</summary>
    Warning,

    /// <summary>Blocks publishing until the text is changed.</summary>
    Error,
}
