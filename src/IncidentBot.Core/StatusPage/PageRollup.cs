namespace IncidentBot.Core.StatusPage;

/// <summary>The one colour a whole page shows, in the words of an Atlassian-style status page.</summary>
public enum PageIndicator
{
    None,
    Minor,
    Major,
    Critical,
    Maintenance,
}

/// <summary>How badly an incident hits customers, mildest first; the order is the severity order.</summary>
public enum PublicImpact
{
    None,
    Minor,
    Major,
    Critical,
}

/// <summary>What stands at the top of the page.</summary>
public sealed record PageStatus(PageIndicator Indicator, string Description);

/// <summary>What follows for the whole, and for one incident, from the states of components.</summary>
public static class PageRollup
{
    /// <summary>The page as its worst component has it. Planned work counts only where nothing is broken.</summary>
    public static PageStatus Page(IEnumerable<ComponentStatus> components) => Worst(components) switch
    {
        ComponentStatus.Operational => new PageStatus(PageIndicator.None, "All Systems Operational"),
        ComponentStatus.UnderMaintenance => new PageStatus(PageIndicator.Maintenance, "Service Under Maintenance"),
        ComponentStatus.DegradedPerformance => new PageStatus(PageIndicator.Minor, "Partially Degraded Service"),
        ComponentStatus.PartialOutage => new PageStatus(PageIndicator.Major, "Partial System Outage"),
        ComponentStatus.MajorOutage => new PageStatus(PageIndicator.Critical, "Major Service Outage"),
        var other => throw new ArgumentOutOfRangeException(nameof(components), other, "Not a component status."),
    };

    /// <summary>
    /// An incident's impact from the states it gave its components. Give the worst it ever gave each of them: a resolved incident holds
    /// none, and still was as bad as it was.
    /// </summary>
    public static PublicImpact Impact(IEnumerable<ComponentStatus> components) => Worst(components) switch
    {
        ComponentStatus.Operational or ComponentStatus.UnderMaintenance => PublicImpact.None,
        ComponentStatus.DegradedPerformance => PublicImpact.Minor,
        ComponentStatus.PartialOutage => PublicImpact.Major,
        ComponentStatus.MajorOutage => PublicImpact.Critical,
        var other => throw new ArgumentOutOfRangeException(nameof(components), other, "Not a component status."),
    };

    public static string Word(this PageIndicator indicator) => indicator switch
    {
        PageIndicator.None => "none",
        PageIndicator.Minor => "minor",
        PageIndicator.Major => "major",
        PageIndicator.Critical => "critical",
        PageIndicator.Maintenance => "maintenance",
        _ => throw new ArgumentOutOfRangeException(nameof(indicator), indicator, "Not a page indicator."),
    };

    public static string Word(this PublicImpact impact) => impact switch
    {
        PublicImpact.None => "none",
        PublicImpact.Minor => "minor",
        PublicImpact.Major => "major",
        PublicImpact.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(impact), impact, "Not an impact."),
    };

    private static ComponentStatus Worst(IEnumerable<ComponentStatus> components) => components.DefaultIfEmpty(ComponentStatus.Operational).Max();
}
