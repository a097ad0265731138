namespace IncidentBot.Core.Wording;

/// <summary>Something a reader would stumble over.</summary>
/// <param name="RuleId">The rule's stable name, e.g. <c>TIME-NO-ZONE</c>.</param>
/// <param name="Level">Whether it blocks publishing.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is; the whole text where something is missing.</param>
/// <param name="Reason">Why it matters, for the author, in a sentence. Where it is about some words it reads on after them and a colon.</param>
/// <param name="Suggestion">What to do instead, as a sentence; null when the reason says it or only the author can know.</param>
public sealed record Finding(string RuleId, FindingLevel Level, int Start, int Length, string Reason, string? Suggestion = null)
{
    /// <summary>Where it ends: the first unit after it.</summary>
    public int End => Start + Length;
}

/// <summary>Mildest first.</summary>
public enum FindingLevel
{
    /// <summary>An idea; nothing is wrong.</summary>
    Hint,

    /// <summary>Asks the author to think again; the update can go out.</summary>
    Warning,

    /// <summary>Blocks publishing until the text is changed, or somebody says why it must go out as it is.</summary>
    Error,
}

public static class FindingWords
{
    /// <summary>The level in one letter, for machines: <c>E</c>, <c>W</c> or <c>I</c>.</summary>
    public static string Letter(this FindingLevel level) => level switch
    {
        FindingLevel.Error => "E",
        FindingLevel.Warning => "W",
        FindingLevel.Hint => "I",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    /// <summary>The level as an author reads it.</summary>
    public static string Label(this FindingLevel level) => level switch
    {
        FindingLevel.Error => "Must change",
        FindingLevel.Warning => "Please check",
        FindingLevel.Hint => "Idea",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };
}
