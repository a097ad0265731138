using System.Text.Json;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions.Webhooks;

/// <summary>Writes an update as an Atlassian-style status page would post it. What was published after it is left to its own call.</summary>
internal sealed class WebhookWriter(StatusPageReader page, ComponentCatalog catalog, SubscriptionSettings settings)
{
    public async Task<byte[]> WriteAsync(PublicStory story, Subscriber subscriber, Instant now)
    {
        var model = StatusPageModel.Build(await page.ReadAsync(now), catalog, now);
        var payload = new WebhookPayload(
            new WebhookMeta(settings.UnsubscribeLink(subscriber.Token), settings.SubscribeLink, now.Rfc3339()),
            new WebhookPage(PublicIds.Page, model.Overall.Indicator.Word(), model.Overall.Description),
            Incident(story, model));
        return JsonSerializer.SerializeToUtf8Bytes(payload, WebhookContext.Default.WebhookPayload);
    }

    private WebhookIncident Incident(PublicStory story, StatusPageModel model)
    {
        var (incident, update) = story;
        var named = story.Components;
        return new WebhookIncident(
            PublicIds.Incident(incident.Number),
            incident.Title,
            update.State.Word(),
            incident.Impact.Word(),
            incident.StartedAt.Rfc3339(),
            update.PublishedAt.Rfc3339(),
            story.Updates.LastOrDefault(one => one.State == PublicState.Monitoring)?.PublishedAt.Rfc3339(),
            update.State == PublicState.Resolved ? update.PublishedAt.Rfc3339() : null,
            settings.IncidentLink(incident.Number),
            PublicIds.Page,
            [.. story.Updates.Select(one => Update(incident.Number, one))],
            [.. model.Components.Where(component => named.Contains(component.Component.Id)).Select(component => new WebhookComponent(component.Component.Id, component.Component.Name, component.Status.Word()))]);
    }

    private static WebhookUpdate Update(long incident, PublicUpdate update)
    {
        var at = update.PublishedAt.Rfc3339();
        return new WebhookUpdate(PublicIds.Update(incident, update.Number), PublicIds.Incident(incident), update.State.Word(), update.Body, at, at, at);
    }
}
