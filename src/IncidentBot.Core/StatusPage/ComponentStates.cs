namespace IncidentBot.Core.StatusPage;

/// <summary>The state of each component, which several incidents may affect at the same time.</summary>
public static class ComponentStates
{
    /// <summary>
    /// The worst state that any incident gives each component of the catalog, and operational without one. An incident that releases a component
    /// cannot hide what another one reports. Components that are no longer in the catalog are left out.
    /// </summary>
    /// <param name="catalog">The components of the page.</param>
    /// <param name="held">For each incident, the states that it gives, by component id.</param>
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
