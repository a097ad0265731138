using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;

namespace IncidentBot.StatusPage;

/// <summary>The public names of the components of an update.</summary>
internal sealed class StatusNames(ComponentCatalog catalog)
{
    /// <summary>Name and state in page order. A component that is no longer configured has no name and is left out.</summary>
    public IReadOnlyList<(string Name, ComponentStatus Status)> Changes(IReadOnlyDictionary<string, StatusChange> named) =>
    [
        .. catalog.All
            .Where(component => named.ContainsKey(component.Id))
            .Select(component => (component.Name, named[component.Id].New)),
    ];
}

internal static class PublicStateWords
{
    extension(PublicState state)
    {
        /// <summary>The word on the page: <c>Investigating</c>.</summary>
        public string Label() => char.ToUpperInvariant(state.Word()[0]) + state.Word()[1..];
    }
}
