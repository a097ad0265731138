using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.Json;

/// <summary>Converts the model of the page to JSON payloads.</summary>
internal sealed class PayloadWriter(PageContext context)
{
    private readonly StatusPageModel _model = context.Model;
    private readonly IReadOnlyList<ComponentPayload> _components = [.. Rows(context.Model)];

    public SummaryPayload Summary() => new(Page(), _components, [.. _model.Open.Select(Incident)], [.. _model.Planned.Select(Maintenance)], Status(), Extra());

    public StatusOnlyPayload StatusOnly() => new(Page(), Status(), Extra());

    public ComponentsPayload Components() => new(Page(), _components, Extra());

    public IncidentsPayload Incidents() => new(Page(), [.. _model.Newest.Select(Incident)], Extra());

    public IncidentsPayload Unresolved() => new(Page(), [.. _model.Open.Select(Incident)], Extra());

    public MaintenancesPayload Maintenances(Func<PublicMaintenance, bool> wanted) =>
        new(Page(), [.. _model.Maintenances.Where(wanted).Select(Maintenance)], Extra());

    private PagePayload Page() =>
        new(PublicIds.Page, context.Settings.Name, context.Link("status"), "Etc/UTC", _model.UpdatedAt.Rfc3339());

    private StatusPayload Status() => new(context.Overall.Indicator.Word(), context.Overall.Description);

    private PageExtra Extra() => new(context.StaleSince?.Rfc3339(), context.IsCopy ? context.Now.Rfc3339() : null);

    /// <summary>Each group is a row before its components; positions count within a level.</summary>
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
            component.Component.Id,
            component.Component.Name,
            component.Status.Word(),
            since.Rfc3339(),
            component.UpdatedAt.Rfc3339(),
            position,
            component.Component.Description,
            Showcase: false,
            component.Component.StartDate?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            groupId,
            PublicIds.Page,
            Group: false,
            component.Component.OnlyShowIfDegraded);

    private IncidentPayload Incident(PublicIncident incident) => new(
        PublicIds.Incident(incident.Number),
        incident.Title,
        incident.State.Word(),
        incident.StartedAt.Rfc3339(),
        incident.UpdatedAt.Rfc3339(),
        incident.MonitoringAt?.Rfc3339(),
        incident.ResolvedAt?.Rfc3339(),
        incident.Impact.Word(),
        context.Link(Addresses.Incident(incident.Number)[1..]),
        incident.StartedAt.Rfc3339(),
        PublicIds.Page,
        [
            .. incident.Updates.Select(update => Update(
                PublicIds.Update(incident.Number, update.Number),
                PublicIds.Incident(incident.Number),
                update.State.Word(),
                update.Body,
                update.Components,
                update.PublishedAt) with
            {
                UpdatedAt = (update.CorrectedAt ?? update.PublishedAt).Rfc3339(),
                DeliverNotifications = update.AddedAt is null,
            }),
        ],
        Rows(incident.NamedComponents),
        ReminderIntervals: null,
        new IncidentExtra(incident.NextUpdateBy?.Rfc3339()));

    private MaintenancePayload Maintenance(PublicMaintenance work) => new(
        PublicIds.Maintenance(work.Number),
        work.Title,
        work.State.Word(),
        work.StartedAt.Rfc3339(),
        work.UpdatedAt.Rfc3339(),
        MonitoringAt: null,
        work.CompletedAt?.Rfc3339(),
        PageIndicator.Maintenance.Word(),
        context.Link(Addresses.Maintenance(work.Number)[1..]),
        work.StartedAt.Rfc3339(),
        PublicIds.Page,
        [
            .. work.Updates.Select(update => Update(
                PublicIds.MaintenanceUpdate(work.Number, update.Number),
                PublicIds.Maintenance(work.Number),
                update.State.Word(),
                update.Body,
                update.Components,
                update.PublishedAt)),
        ],
        Rows(work.Components),
        work.ScheduledFor.Rfc3339(),
        work.ScheduledUntil.Rfc3339());

    private List<ComponentPayload> Rows(IEnumerable<string> ids)
    {
        var named = ids.ToHashSet(StringComparer.Ordinal);
        return [.. _components.Where(component => named.Contains(component.Id))];
    }

    private IncidentUpdatePayload Update(
        string id, string parent, string state, string body, IReadOnlyDictionary<string, StatusChange> changes, Instant publishedAt)
    {
        var at = publishedAt.Rfc3339();
        var affected = _model.Components
            .Where(component => changes.ContainsKey(component.Component.Id))
            .Select(component => Affected(component.Component, changes[component.Component.Id]))
            .ToList();
        return new IncidentUpdatePayload(
            id, state, body, parent, at, at, at, affected.Count == 0 ? null : affected, DeliverNotifications: true, CustomTweet: null, TweetId: null);
    }

    private static AffectedComponentPayload Affected(Component component, StatusChange change)
    {
        var name = component.Group is null ? component.Name : $"{component.Group} - {component.Name}";
        return new AffectedComponentPayload(component.Id, name, change.Old.Word(), change.New.Word());
    }
}
