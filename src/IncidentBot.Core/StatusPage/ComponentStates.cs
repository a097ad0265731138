namespace IncidentBot.Core.StatusPage;

/// <summary>What each component's state is while several incidents may hold it.</summary>
public static class ComponentStates
{
    /// <summary>
    /// Every component of the catalog with the worst state any incident holds it in, operational when none does: an incident that lets go
    /// frees only what it held itself. Components that have left the catalog are not shown.
    /// </summary>
    /// <param name="catalog">The components of the page.</param>
    /// <param name="held">What each incident holds, by component id.</param>
    public static IReadOnlyDictionary<string, ComponentStatus> Of(ComponentCatalog catalog, IEnumerable<IReadOnlyDictionary<string, ComponentStatus>> held)
    {
        var states = catalog.All.ToDictionary(component => component.Id, _ => ComponentStatus.Operational, StringComparer.Ordinal);
        foreach (var (id, status) in held.SelectMany(components => components))
        {
            if (states.TryGetValue(id, out var worst) && status > worst)
                states[id] = status;
        }

        return states;
    }
}
