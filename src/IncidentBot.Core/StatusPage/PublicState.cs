namespace IncidentBot.Core.StatusPage;

/// <summary>The public state of an incident: the four states of an Atlassian-style status page.</summary>
public enum PublicState
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}

/// <summary>A component's state, mildest first; the order is the severity order. Names as on an Atlassian-style status page.</summary>
public enum ComponentStatus
{
    Operational,
    UnderMaintenance,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
}

public static class PublicWords
{
    public static string Word(this PublicState state) => state switch
    {
        PublicState.Investigating => "investigating",
        PublicState.Identified => "identified",
        PublicState.Monitoring => "monitoring",
        PublicState.Resolved => "resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a public state."),
    };

    public static string Word(this ComponentStatus status) => status switch
    {
        ComponentStatus.Operational => "operational",
        ComponentStatus.UnderMaintenance => "under_maintenance",
        ComponentStatus.DegradedPerformance => "degraded_performance",
        ComponentStatus.PartialOutage => "partial_outage",
        ComponentStatus.MajorOutage => "major_outage",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a component status."),
    };

    /// <summary>The text for readers: <c>Degraded performance</c>.</summary>
    public static string Label(this ComponentStatus status)
    {
        var words = status.Word().Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static bool TryParse(string? word, out PublicState state) => TryFind(word, Word, out state);

    public static bool TryParse(string? word, out ComponentStatus status) => TryFind(word, Word, out status);

    private static bool TryFind<T>(string? word, Func<T, string> wordOf, out T found)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (string.Equals(wordOf(candidate), word?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                found = candidate;
                return true;
            }
        }

        found = default;
        return false;
    }
}
