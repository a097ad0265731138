using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>Derives from the updates of incidents when each component was affected.</summary>
internal static class ComponentHistory
{
    /// <param name="updates">The updates of any number of incidents, grouped by incident, oldest first.</param>
    public static ILookup<string, StatusInterval> Of(IEnumerable<StatusIntervalRow> updates) =>
        updates
            .GroupBy(update => update.IncidentId)
            .SelectMany(OfOne)
            .ToLookup(held => held.Component, held => held.Interval, StringComparer.Ordinal);

    private static IEnumerable<(string Component, StatusInterval Interval)> OfOne(IEnumerable<StatusIntervalRow> updates)
    {
        var held = new Dictionary<string, (Instant From, ComponentStatus Status)>(StringComparer.Ordinal);
        Instant? end = null;
        foreach (var update in updates)
        {
            end = update.EndedAt;
            foreach (var (id, change) in StatusChange.Read(update.Components))
            {
                if (held.Remove(id, out var before))
                    yield return (id, new StatusInterval(before.From, update.PublishedAt, before.Status));
                if (change.New != ComponentStatus.Operational)
                    held[id] = (update.PublishedAt, change.New);
            }

            // The final update ends all intervals, also of components it does not name.
            if (update.State != PublicState.Resolved.Word())
                continue;
            foreach (var (id, still) in held)
                yield return (id, new StatusInterval(still.From, update.PublishedAt, still.Status));
            held.Clear();
        }

        foreach (var (id, still) in held)
            yield return (id, new StatusInterval(still.From, end, still.Status));
    }
}
