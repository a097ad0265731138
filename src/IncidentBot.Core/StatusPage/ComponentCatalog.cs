using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>Something customers use and know by name.</summary>
/// <param name="Id">Twelve characters of <c>a-z0-9</c>, stable for good.</param>
/// <param name="Key">The operator's short name for it in configuration and commands.</param>
/// <param name="Name">What customers call it.</param>
/// <param name="Group">The heading it stands under; null for none.</param>
/// <param name="Description">A line for customers; null for none.</param>
public sealed record Component(string Id, string Key, string Name, string? Group, string? Description)
{
    /// <summary>Whether customers see it only while something is wrong with it.</summary>
    public bool OnlyShowIfDegraded { get; init; }

    /// <summary>From which day (UTC) its uptime is counted; null for as long as anything is known.</summary>
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
