using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>A part of the product that customers use and know by name.</summary>
/// <param name="Id">Twelve characters of <c>a-z0-9</c>; it never changes.</param>
/// <param name="Key">The operator's short name in configuration and commands.</param>
/// <param name="Name">The name for customers.</param>
/// <param name="Group">The group's heading on the page; null without a group.</param>
/// <param name="Description">One line for customers; null without a description.</param>
public sealed record Component(string Id, string Key, string Name, string? Group, string? Description)
{
    /// <summary>Whether the page shows the component only while it has a problem.</summary>
    public bool OnlyShowIfDegraded { get; init; }

    /// <summary>The first day (UTC) of its uptime statistics; null starts with the oldest known data.</summary>
    public LocalDate? StartDate { get; init; }
}

/// <summary>The components of this installation in page order.</summary>
public sealed class ComponentCatalog
{
    /// <exception cref="ArgumentException">Two components share an id or a key.</exception>
    public ComponentCatalog(IEnumerable<Component> components)
    {
        All = [.. components];
        if (All.DistinctBy(component => component.Id).Count() != All.Count)
            throw new ArgumentException("Two components share an id.", nameof(components));
        if (All.DistinctBy(component => component.Key, StringComparer.OrdinalIgnoreCase).Count() != All.Count)
            throw new ArgumentException("Two components share a key.", nameof(components));
    }

    public IReadOnlyList<Component> All { get; }

    public Component? Find(string id) => All.FirstOrDefault(component => component.Id == id);
}
