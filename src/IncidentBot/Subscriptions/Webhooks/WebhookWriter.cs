using System.Text.Json;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Json;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>
/// Writes an update as an Atlassian status page would post it. Later updates have calls of their own. The state of the page is the one that readers get, read
/// once for all subscribers; it is never older than the update.
/// </summary>
internal sealed class WebhookWriter(SnapshotSource snapshots, ComponentCatalog catalog, SubscriptionSettings settings)
{
    private volatile Shown? _last;

    /// <exception cref="PublicStateUnknownException">The page cannot be read now.</exception>
    public async Task<byte[]> WriteAsync(PublicStory story, Subscriber subscriber, Instant now, CancellationToken cancellationToken)
    {
        var (_, model) = await ShownAsync(story, now, cancellationToken);
        var payload = new WebhookPayload(Meta(subscriber, now), Page(model), Incident(story, model));
        return JsonSerializer.SerializeToUtf8Bytes(payload, WebhookContext.Default.WebhookPayload);
    }

    /// <returns>Null when the page shows no change: another open incident keeps the component as it is, or the component is no longer on the page.</returns>
    /// <exception cref="PublicStateUnknownException">The page cannot be read now.</exception>
    public async Task<byte[]?> WriteAsync(PublicStory story, string component, Subscriber subscriber, Instant now, CancellationToken cancellationToken)
    {
        var (facts, model) = await ShownAsync(story, now, cancellationToken);
        var shown = new PayloadWriter(new PageContext(model, settings.Page, settings.Origin)).Components().Components;
        if (!story.Changes.TryGetValue(component, out var change) || shown.FirstOrDefault(one => one.Id == component) is not { } row)
            return null;
        var others = facts.Incidents.Where(other => other.IsOpen && other.Number != story.Incident.Number)
            .Select(other => other.Held.GetValueOrDefault(component, ComponentStatus.Operational));
        var worst = others.Append(ComponentStatus.Operational).Max();
        var (before, after) = (Worse(change.Old, worst).Word(), Worse(change.New, worst).Word());
        if (before == after)
            return null;
        var at = story.At.Rfc3339();
        var payload = new WebhookComponentPayload(
            Meta(subscriber, now),
            Page(model),
            new WebhookShownComponent(after, row.Name, row.CreatedAt, at, row.Position, row.Description, row.Showcase, row.Id, row.PageId, row.GroupId),
            new WebhookComponentUpdate(before, after, at, "Component", PublicIds.ComponentChange(story.Delivery, component), component));
        return JsonSerializer.SerializeToUtf8Bytes(payload, WebhookContext.Default.WebhookComponentPayload);
    }

    // The last thread wins: each holds a state that was right for its own story.
    private async Task<Shown> ShownAsync(PublicStory story, Instant now, CancellationToken cancellationToken)
    {
        var facts = (await snapshots.ReadAsync(story.PageVersion, cancellationToken)).Facts;
        return _last is { } last && ReferenceEquals(last.Facts, facts) ? last : _last = new Shown(facts, StatusPageModel.Build(facts, catalog, now));
    }

    private WebhookMeta Meta(Subscriber subscriber, Instant now) => new(settings.UnsubscribeLink(subscriber.Token), settings.SubscribeLink, now.Rfc3339());

    private static WebhookPage Page(StatusPageModel model) => new(PublicIds.Page, model.Overall.Indicator.Word(), model.Overall.Description);

    private WebhookIncident Incident(PublicStory story, StatusPageModel model)
    {
        var incident = story.Incident;
        var named = story.Components;
        var updates = story.Updates.Select(one => Update(incident.Number, one)).ToList();
        if (story.IsMerge)
            updates.Insert(0, Closing(story));
        var resolved = updates.FirstOrDefault(update => update.Status == PublicState.Resolved.Word());
        return new WebhookIncident(
            PublicIds.Incident(incident.Number),
            incident.Title,
            updates[0].Status,
            incident.Impact.Word(),
            incident.StartedAt.Rfc3339(),
            story.At.Rfc3339(),
            story.Updates.LastOrDefault(one => one.State == PublicState.Monitoring)?.PublishedAt.Rfc3339(),
            updates[0].Status == PublicState.Resolved.Word() ? resolved?.DisplayAt : null,
            settings.IncidentLink(incident.Number),
            PublicIds.Page,
            updates,
            [.. model.Components.Where(component => named.Contains(component.Component.Id)).Select(Component)]);
    }

    private static WebhookUpdate Update(long incident, PublicUpdate update)
    {
        var at = update.PublishedAt.Rfc3339();
        var updatedAt = (update.CorrectedAt ?? update.PublishedAt).Rfc3339();
        return new WebhookUpdate(PublicIds.Update(incident, update.Number), PublicIds.Incident(incident), update.State.Word(), update.Body, at, updatedAt, at);
    }

    private static WebhookComponent Component(ComponentOnPage component) => new(component.Component.Id, component.Component.Name, component.Status.Word());

    // Receivers show the newest update's text. Without an update of its own the end would read like the update before.
    private static WebhookUpdate Closing(PublicStory story)
    {
        var at = story.At.Rfc3339();
        return new WebhookUpdate(story.Delivery, PublicIds.Incident(story.Incident.Number), PublicState.Resolved.Word(), story.Incident.LastWord, at, at, at);
    }

    private static ComponentStatus Worse(ComponentStatus one, ComponentStatus other) => one > other ? one : other;

    private sealed record Shown(PublicFacts Facts, StatusPageModel Model);
}
