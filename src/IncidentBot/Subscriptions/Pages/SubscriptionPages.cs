using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using Microsoft.AspNetCore.Components;

namespace IncidentBot.Subscriptions.Pages;

/// <summary>The pages to subscribe and unsubscribe. Opening a link changes nothing, because mail scanners open every link; only a button does.</summary>
internal static class SubscriptionPages
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").AddEndpointFilter<PublicForms>();
        foreach (var (path, read, send) in new (string, Delegate, Delegate)[]
        {
            ("/status/subscribe", FormAsync, AskAsync),
            ("/status/subscribe/confirm", AskToConfirmAsync, ConfirmAsync),
            ("/status/unsubscribe", AskToLeaveAsync, LeaveAsync),
        })
        {
            pages.MapMethods(path, Read, read);
            pages.MapPost(path, send);
            endpoints.Map(path, PublicMethods.Only("GET, HEAD, POST, OPTIONS"));
        }
    }

    private static async Task<FormAnswer> FormAsync(
        string? incident, PublicIncidents page, SubscriptionView view, ComponentCatalog catalog, SubscriptionSettings settings,
        CancellationToken cancellationToken)
    {
        var about = await FindAsync(incident, page, cancellationToken);
        var form = new SubscribeForm { Incident = about, About = about is null ? SubscribeForm.AboutEverything : SubscribeForm.AboutIncident };
        return await view.ShowAsync("Subscribe", SubscribePage.Show(form, catalog, settings));
    }

    private static async Task<FormAnswer> AskAsync(
        HttpContext context, PublicIncidents page, SubscriptionView view, SubscriptionSignup signup, ComponentCatalog catalog, SubscriptionSettings settings,
        AddressRule rule, CancellationToken cancellationToken)
    {
        if (!settings.IsOpen || await FormFields.ReadAsync(context, cancellationToken) is not { } fields)
            return await view.ShowAsync("Subscribe", AnswerPages.Unreadable(), StatusCodes.Status400BadRequest);
        var filled = SubscribeForm.Of(fields, await FindAsync(fields["incident"].ToString(), page, cancellationToken));
        var (ask, form) = filled.Read(catalog, settings, new WebhookAddress(rule, settings.WebhookPorts));
        if (ask is null)
            return await view.ShowAsync("Subscribe", SubscribePage.Show(form, catalog, settings), StatusCodes.Status400BadRequest);
        return await signup.AskAsync(ask, context.Connection.RemoteIpAddress, cancellationToken)
            ? await view.ShowAsync("Subscribe", AnswerPages.Asked())
            : await view.ShowAsync("Subscribe", AnswerPages.TooMany(), StatusCodes.Status429TooManyRequests);
    }

    private static async Task<FormAnswer> AskToConfirmAsync(
        string? token, PublicIncidents page, SubscriptionView view, SubscriptionSignup signup, ComponentCatalog catalog, CancellationToken cancellationToken)
    {
        if (await signup.FindAsync(token, cancellationToken) is not { } request)
            return await view.ShowAsync("Confirm", AnswerPages.Expired(), StatusCodes.Status404NotFound);
        var about = await AboutAsync(request.Scope, page, catalog, cancellationToken);
        return await view.ShowAsync("Confirm", AnswerPages.Confirm(request.Token, request.Address, about));
    }

    private static async Task<FormAnswer> ConfirmAsync(
        HttpContext context, SubscriptionView view, SubscriptionSignup signup, CancellationToken cancellationToken)
    {
        if (await FormFields.ReadAsync(context, cancellationToken) is not { } fields)
            return await view.ShowAsync("Confirm", AnswerPages.Unreadable(), StatusCodes.Status400BadRequest);
        return await signup.ConfirmAsync(fields["token"].ToString(), cancellationToken) is ConfirmAnswer.Confirmed { Secret: var secret }
            ? await view.ShowAsync("Subscribed", AnswerPages.Confirmed(secret))
            : await view.ShowAsync("Confirm", AnswerPages.Expired(), StatusCodes.Status404NotFound);
    }

    private static Task<FormAnswer> AskToLeaveAsync(string? token, SubscriptionView view) =>
        view.ShowAsync("Unsubscribe", SecretText.IsWellFormed(token) ? AnswerPages.Leave(token!) : AnswerPages.Left());

    // A mail program posts to the link as it stands (RFC 8058), a person presses the button of the page. The answer to a wrong token is the same.
    private static async Task<FormAnswer> LeaveAsync(
        HttpContext context, string? token, SubscriptionView view, SubscriptionSignup signup, CancellationToken cancellationToken)
    {
        var posted = SecretText.IsWellFormed(token) ? null : await FormFields.ReadAsync(context, cancellationToken);
        await signup.LeaveAsync(posted?["token"].ToString() ?? token, cancellationToken);
        return await view.ShowAsync("Unsubscribed", AnswerPages.Left());
    }

    private static async Task<PublicIncident?> FindAsync(string? number, PublicIncidents page, CancellationToken cancellationToken) =>
        number is { Length: > 0 and < 20 } && IncidentId.TryParse(number, out var id) ? await page.FindAsync(id.Number, cancellationToken) : null;

    private static async Task<string> AboutAsync(
        SubscriptionScope scope, PublicIncidents page, ComponentCatalog catalog, CancellationToken cancellationToken) => scope switch
    {
        { Everything: true } => "everything",
        { Incident: { } number } => await page.FindAsync(number, cancellationToken) is { } incident ? incident.Title : "one incident",
        _ => string.Join(", ", scope.Components.Select(catalog.Find).OfType<Component>().Select(component => component.Name)),
    };
}

/// <summary>Puts these pages into the layout of the status page.</summary>
internal sealed class SubscriptionView(PageRenderer renderer, StatusPageSettings settings, Clock clock)
{
    public async Task<FormAnswer> ShowAsync(string subject, RenderFragment main, int statusCode = StatusCodes.Status200OK) =>
        new(await renderer.HtmlAsync(new PageLayout(settings, clock.Now) { Subject = subject }, main), statusCode);
}
