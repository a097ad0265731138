namespace IncidentBot.Core.StatusPage;

/// <summary>The overall colour of the page, by the names of an Atlassian-style status page.</summary>
public enum PageIndicator
{
    None,
    Minor,
    Major,
    Critical,
    Maintenance,
}

/// <summary>The impact of an incident on customers, mildest first; the order is the severity order.</summary>
public enum PublicImpact
{
    None,
    Minor,
    Major,
    Critical,
}

/// <summary>The banner at the top of the page.</summary>
public sealed record PageStatus(PageIndicator Indicator, string Description);

/// <summary>Derives the state of the page, and the impact of one incident, from component states.</summary>
public static class PageRollup
{
    /// <summary>The worst component decides. Planned work counts only when no component has a problem.</summary>
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
    /// The impact of an incident, from the worst state it ever gave each component. A resolved incident affects no component any more, but its impact
    /// stays.
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
