using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>Everything the page and the JSON say, as of one instant. Built from what is public alone.</summary>
internal sealed record StatusPageModel
{
    public required Instant Now { get; init; }

    /// <summary>When this installation began; nothing on the page is older.</summary>
    public required Instant Since { get; init; }

    /// <summary>When the public last heard anything.</summary>
    public required Instant UpdatedAt { get; init; }

    public required PageStatus Overall { get; init; }

    /// <summary>The components under their headings, in page order.</summary>
    public required IReadOnlyList<ComponentSection> Sections { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PublicIncident> Open { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<PublicIncident> Past { get; init; }

    public IEnumerable<ComponentOnPage> Components => Sections.SelectMany(section => section.Components);

    public static StatusPageModel Build(PublicFacts facts, ComponentCatalog catalog, Instant now)
    {
        var newestFirst = facts.Incidents.OrderByDescending(incident => incident.Number).ToList();
        var open = newestFirst.Where(incident => incident.IsOpen).ToList();
        var states = ComponentStates.Of(catalog, open.Select(incident => incident.Held));
        var components = catalog.All.Select(component => new ComponentOnPage(component, states[component.Id], LastNamed(component, facts))).ToList();
        return new StatusPageModel
        {
            Now = now,
            Since = facts.Since,
            UpdatedAt = facts.UpdatedAt,
            Overall = RollUp(states.Values, open),
            Sections = [.. components.GroupBy(component => component.Component.Group).Select(group => new ComponentSection(group.Key, [.. group]))],
            Open = open,
            Past = [.. newestFirst.Where(incident => !incident.IsOpen)],
        };
    }

    private static Instant LastNamed(Component component, PublicFacts facts) =>
        facts.Incidents
            .SelectMany(incident => incident.Updates)
            .Where(update => update.Components.ContainsKey(component.Id))
            .Select(update => update.PublishedAt)
            .DefaultIfEmpty(facts.Since)
            .Max();

    /// <summary>The worst component decides. While customers are told of an open incident the page is never green.</summary>
    private static PageStatus RollUp(IEnumerable<ComponentStatus> states, List<PublicIncident> open) =>
        PageRollup.Page(open.Count == 0 ? states : states.Append(ComponentStatus.DegradedPerformance));
}

/// <summary>What the database knows in public.</summary>
/// <param name="UpdatedAt">When the public last heard anything; <paramref name="Since"/> before the first time.</param>
internal sealed record PublicFacts(Instant Since, Instant UpdatedAt, IReadOnlyList<PublicIncident> Incidents);

/// <summary>Components under one heading; null for those without.</summary>
internal sealed record ComponentSection(string? Heading, IReadOnlyList<ComponentOnPage> Components)
{
    public ComponentStatus Worst => Components.Max(component => component.Status);
}

/// <param name="UpdatedAt">When an update last named it.</param>
internal sealed record ComponentOnPage(Component Component, ComponentStatus Status, Instant UpdatedAt)
{
    public PageIndicator Indicator => PageRollup.Page([Status]).Indicator;
}
