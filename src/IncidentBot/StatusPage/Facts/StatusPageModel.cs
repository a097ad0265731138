using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>The content of the page and the JSON at one time, built from public data only.</summary>
internal sealed record StatusPageModel
{
    private const int MostCompleted = 50;

    public required Instant Now { get; init; }

    /// <summary>The start of this installation. Only updates added afterwards are older.</summary>
    public required Instant Since { get; init; }

    /// <summary>The time of the last public update or correction.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>The first month of the history.</summary>
    public required YearMonth FirstMonth { get; init; }

    public required PageStatus Overall { get; init; }

    /// <summary>The components under their headings, in page order.</summary>
    public required IReadOnlyList<ComponentSection> Sections { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PublicIncident> Open { get; init; }

    /// <summary>Incidents that are over and were updated in the last two weeks; newest first.</summary>
    public required IReadOnlyList<PublicIncident> Past { get; init; }

    /// <summary>The newest fifty incidents, open or over.</summary>
    public required IReadOnlyList<PublicIncident> Newest { get; init; }

    /// <summary>Upcoming and active planned work, the earliest first.</summary>
    public required IReadOnlyList<PublicMaintenance> Planned { get; init; }

    /// <summary>The newest fifty planned maintenances.</summary>
    public required IReadOnlyList<PublicMaintenance> Maintenances { get; init; }

    public IEnumerable<ComponentOnPage> Components => Sections.SelectMany(section => section.Components);

    public YearMonth Month => Now.InUtc().Date.ToYearMonth();

    public static StatusPageModel Build(PublicFacts facts, ComponentCatalog catalog, Instant now)
    {
        var open = facts.Incidents.Where(incident => incident.IsOpen).ToList();
        var planned = facts.Maintenances.Where(work => work.IsUpcoming || work.IsActive).OrderBy(work => work.ScheduledFor).ToList();
        var underWork = planned.Where(work => work.IsActive)
            .Select(work => work.Components.ToDictionary(id => id, _ => ComponentStatus.UnderMaintenance, StringComparer.Ordinal));
        var states = ComponentStates.Of(catalog, [.. open.Select(incident => incident.Held), .. underWork]);
        var named = LastNamed(facts);
        var components = catalog.All.Select(component => new ComponentOnPage(
            component, states[component.Id], named.GetValueOrDefault(component.Id, facts.Since))
        {
            Uptime = Uptime.Of(facts.StatusIntervals[component.Id], KnownSince(component, facts.Since), now),
        });
        return new StatusPageModel
        {
            Now = now,
            Since = facts.Since,
            UpdatedAt = facts.LastPublishedAt ?? facts.Since,
            FirstMonth = facts.Earliest.InUtc().Date.ToYearMonth(),
            Overall = RollUp(states.Values, open),
            Sections =
            [
                .. components.GroupBy(component => component.Component.Group).Select(group => new ComponentSection(group.Key, [.. group])),
            ],
            Open = open,
            Past =
            [
                .. facts.Incidents.Where(incident => !incident.IsOpen && incident.Updates[0].PublishedAt >= now - StatusPageReader.Recent),
            ],
            Newest = [.. facts.Incidents.Take(StatusPageReader.MostInList)],
            Planned = planned,
            Maintenances = [.. facts.Maintenances.OrderByDescending(work => work.ScheduledFor).Take(MostCompleted)],
        };
    }

    private static Instant KnownSince(Component component, Instant since) =>
        component.StartDate is { } start && start.AtMidnight().InUtc().ToInstant() is var begun && begun > since ? begun : since;

    private static Dictionary<string, Instant> LastNamed(PublicFacts facts)
    {
        var named = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var update in facts.Incidents.SelectMany(incident => incident.Updates))
            foreach (var id in update.Components.Keys.Where(id => !named.TryGetValue(id, out var at) || at < update.PublishedAt))
                named[id] = update.PublishedAt;
        return named;
    }

    /// <summary>The worst component decides. With an open incident the page is never green.</summary>
    private static PageStatus RollUp(IEnumerable<ComponentStatus> states, List<PublicIncident> open) =>
        PageRollup.Page(open.Count == 0 ? states : states.Append(ComponentStatus.DegradedPerformance));
}

/// <summary>Components under one heading; the heading is null for components without a group.</summary>
internal sealed record ComponentSection(string? Heading, IReadOnlyList<ComponentOnPage> Components)
{
    public ComponentStatus Worst => Components.Max(component => component.Status);

    /// <summary>The components shown now.</summary>
    public IEnumerable<ComponentOnPage> Shown =>
        Components.Where(component => !component.Component.OnlyShowIfDegraded || component.Status != ComponentStatus.Operational);
}

/// <param name="Component">The component.</param>
/// <param name="Status">Its present state.</param>
/// <param name="UpdatedAt">The time of the last update that names it.</param>
internal sealed record ComponentOnPage(Component Component, ComponentStatus Status, Instant UpdatedAt)
{
    public required Uptime Uptime { get; init; }

    public PageIndicator Indicator => PageRollup.Page([Status]).Indicator;
}
