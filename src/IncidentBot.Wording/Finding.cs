namespace IncidentBot.Wording;

/// <summary>A problem in a text, found by one rule.</summary>
/// <param name="RuleId">The rule's stable name, e.g. <c>TIME-NO-ZONE</c>.</param>
/// <param name="Level">The severity, which decides whether publishing is blocked.</param>
/// <param name="Start">The start in the text, in UTF-16 units.</param>
/// <param name="Length">The length in UTF-16 units; the whole text when something is missing.</param>
/// <param name="Reason">The explanation for the author, as a sentence. For a span it continues after the quoted words and a colon.</param>
/// <param name="Suggestion">The better wording, as a sentence; null when the reason says it or only the author can know.</param>
public sealed record Finding(string RuleId, FindingLevel Level, int Start, int Length, string Reason, string? Suggestion = null)
{
    /// <summary>The end in the text, exclusive.</summary>
    public int End => Start + Length;
}

/// <summary>Mildest first.</summary>
public enum FindingLevel
{
    /// <summary>An idea for improvement; nothing is wrong.</summary>
    Hint,

    /// <summary>The author should reconsider; the update can be published.</summary>
    Warning,

    /// <summary>Blocks publishing until the author changes the text or gives a reason for an exception.</summary>
    Error,
}

public static class FindingWords
{
    /// <summary>The level as one letter for other tools: <c>E</c>, <c>W</c> or <c>I</c>.</summary>
    public static string Letter(this FindingLevel level) => level switch
    {
        FindingLevel.Error => "E",
        FindingLevel.Warning => "W",
        FindingLevel.Hint => "I",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    /// <summary>The level as text for the author.</summary>
    public static string Label(this FindingLevel level) => level switch
    {
        FindingLevel.Error => "Must change",
        FindingLevel.Warning => "Please check",
        FindingLevel.Hint => "Idea",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };
}
