using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.StatusPage.Json;

/// <summary>The page as the payloads its readers know.</summary>
internal sealed class PayloadWriter(StatusPageModel model, StatusPageSettings settings, Uri origin)
{
    private readonly IReadOnlyList<ComponentPayload> components = [.. Rows(model)];

    public SummaryPayload Summary() => new(Page(), components, [.. model.Open.Select(Incident)], [], Status());

    public StatusOnlyPayload StatusOnly() => new(Page(), Status());

    public ComponentsPayload Components() => new(Page(), components);

    /// <param name="limit">How many at most, newest first.</param>
    public IncidentsPayload Incidents(int limit) =>
        new(Page(), [.. model.Open.Concat(model.Past).OrderByDescending(incident => incident.Number).Take(limit).Select(Incident)]);

    public IncidentsPayload Unresolved() => new(Page(), [.. model.Open.Select(Incident)]);

    /// <summary>Planned maintenance is not published yet, and readers expect the list all the same.</summary>
    public MaintenancesPayload Maintenances() => new(Page(), []);

    private PagePayload Page() =>
        new(PublicIds.Page, settings.Name, settings.Link(origin, "status"), "Etc/UTC", model.UpdatedAt.Rfc3339());

    private StatusPayload Status() => new(model.Overall.Indicator.Word(), model.Overall.Description);

    /// <summary>Headings are rows of their own, each before its components; positions count within the level.</summary>
    private static IEnumerable<ComponentPayload> Rows(StatusPageModel model)
    {
        var position = 0;
        foreach (var section in model.Sections)
        {
            var groupId = section.Heading is null ? null : PublicIds.Group(section.Heading);
            if (groupId is not null)
                yield return Group(section, groupId, ++position, model.Since);
            var place = 0;
            foreach (var component in section.Components)
                yield return Row(component, groupId, groupId is null ? ++position : ++place, model.Since);
        }
    }

    private static ComponentPayload Group(ComponentSection section, string id, int position, Instant since) =>
        new(
            id, section.Heading!, section.Worst.Word(), since.Rfc3339(), section.Components.Max(component => component.UpdatedAt).Rfc3339(),
            position, Description: null, Showcase: false, StartDate: null, GroupId: null, PublicIds.Page, Group: true, OnlyShowIfDegraded: false)
        {
            Components = [.. section.Components.Select(component => component.Component.Id)],
        };

    private static ComponentPayload Row(ComponentOnPage component, string? groupId, int position, Instant since) =>
        new(
            component.Component.Id, component.Component.Name, component.Status.Word(), since.Rfc3339(), component.UpdatedAt.Rfc3339(),
            position, component.Component.Description, Showcase: false, StartDate: null, groupId, PublicIds.Page, Group: false, OnlyShowIfDegraded: false);

    private IncidentPayload Incident(PublicIncident incident)
    {
        var named = incident.NamedComponents.ToHashSet(StringComparer.Ordinal);
        return new IncidentPayload(
            PublicIds.Incident(incident.Number),
            incident.Title,
            incident.State.Word(),
            incident.StartedAt.Rfc3339(),
            incident.UpdatedAt.Rfc3339(),
            incident.MonitoringAt?.Rfc3339(),
            incident.ResolvedAt?.Rfc3339(),
            incident.Impact.Word(),
            settings.Link(origin, FormattableString.Invariant($"status/incidents/{incident.Number}")),
            incident.StartedAt.Rfc3339(),
            PublicIds.Page,
            [.. incident.Updates.Select(update => Update(incident.Number, update))],
            [.. components.Where(component => named.Contains(component.Id))],
            ReminderIntervals: null,
            new IncidentExtra(incident.NextUpdateBy?.Rfc3339()));
    }

    private IncidentUpdatePayload Update(long incident, PublicUpdate update)
    {
        var at = update.PublishedAt.Rfc3339();
        var affected = model.Components.Where(component => update.Components.ContainsKey(component.Component.Id)).Select(component => Affected(component.Component, update)).ToList();
        return new IncidentUpdatePayload(
            PublicIds.Update(incident, update.Number), update.State.Word(), update.Body, PublicIds.Incident(incident), at, (update.CorrectedAt ?? update.PublishedAt).Rfc3339(), at,
            affected.Count == 0 ? null : affected, DeliverNotifications: update.AddedAt is null, CustomTweet: null, TweetId: null);
    }

    private static AffectedComponentPayload Affected(Component component, PublicUpdate update)
    {
        var shift = update.Components[component.Id];
        var name = component.Group is null ? component.Name : $"{component.Group} - {component.Name}";
        return new AffectedComponentPayload(component.Id, name, shift.Old.Word(), shift.New.Word());
    }
}
