using IncidentBot.Core.Incidents;
using IncidentBot.CustomerReports;
using IncidentBot.StatusPage.Pages;
using IncidentBot.StatusPage.Serving;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace IncidentBot.StatusPage;

/// <summary>
/// Takes the form "I see something else" of an incident's page: a plain post without script, cookie or session, so that there is nothing another site could
/// misuse by it. Whatever comes is hostile until shown otherwise.
/// </summary>
internal static class CustomerReportEndpoint
{
    private const int MostBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").AddEndpointFilter<PublicForms>();
        pages.MapPost("/status/incidents/{number}/reader", TakeAsync);
        pages.MapMethods("/status/incidents/{number}/thanks", [HttpMethods.Get, HttpMethods.Head], ThankAsync);
        endpoints.Map("/status/incidents/{number}/reader", PublicMethods.Only("POST, OPTIONS"));
        endpoints.Map("/status/incidents/{number}/thanks", PublicMethods.Only("GET, HEAD, OPTIONS"));
    }

    private static async Task<IResult> TakeAsync(
        string number, HttpRequest request, [FromServices] CustomerReportIntake intake, PublicIncidents incidents, PageRenderer renderer, StatusPageSettings settings, Clock clock, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!settings.AskReaders || !IncidentId.TryParse(number, out var id))
            return await NoticeAsync(renderer, settings, clock, CustomerReportOutcome.Unknown);
        // A browser says so when another site made it send this; nobody writes to us from there.
        if (request.Headers["Sec-Fetch-Site"] == "cross-site")
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        // Said before the intake looks it up: to try all numbers costs us nothing.
        if (await incidents.FindAsync(id.Number, cancellationToken) is null)
            return await NoticeAsync(renderer, settings, clock, CustomerReportOutcome.Unknown);
        if (await ReadAsync(request, cancellationToken) is not { } form)
            return await NoticeAsync(renderer, settings, clock, CustomerReportOutcome.TooLong);
        // No person sees this field: whoever fills it in learns nothing.
        if (form[CustomerReportForm.Trap].ToString().Length > 0)
            return Thanks(id);

        var answer = await intake.TakeAsync(id, form[CustomerReportForm.Text], form[CustomerReportForm.Contact], request.HttpContext.Connection.RemoteIpAddress, cancellationToken);
        return answer == CustomerReportOutcome.Taken ? Thanks(id) : await NoticeAsync(renderer, settings, clock, answer);
    }

    private static async Task<PublicAnswer> ThankAsync(
        string number, PublicIncidents incidents, PageRenderer renderer, StatusPageSettings settings, Clock clock, CancellationToken cancellationToken) =>
        IncidentId.TryParse(number, out var id) && await incidents.FindAsync(id.Number, cancellationToken) is not null
            ? await renderer.RenderAsync(new PageLayout(settings, clock.Now) { Subject = "Thank you" }, CustomerReportForm.Thanks(id.Number))
            : await renderer.RenderAsync(new PageLayout(settings, clock.Now) { Subject = "Not found" }, IncidentPage.Missing(), StatusCodes.Status404NotFound);

    // See Other, so that reloading the page that follows sends nothing again.
    private static IResult Thanks(IncidentId id) => new SeeOther(FormattableString.Invariant($"/status/incidents/{id.Number}/thanks"));

    /// <summary>Null when it is too large or no form at all.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength > MostBytes || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        try
        {
            return await request.ReadFormAsync(new FormOptions { ValueCountLimit = 10, KeyLengthLimit = 100, ValueLengthLimit = MostBytes }, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task<IResult> NoticeAsync(PageRenderer renderer, StatusPageSettings settings, Clock clock, CustomerReportOutcome answer)
    {
        var (status, words) = answer switch
        {
            CustomerReportOutcome.Blank => (StatusCodes.Status400BadRequest, "There was nothing to read in what you sent. Please go back and write a few words."),
            CustomerReportOutcome.TooLong => (StatusCodes.Status413PayloadTooLarge, $"That was too long. Please go back and shorten it to {CustomerReport.LongestText} characters."),
            CustomerReportOutcome.Over => (StatusCodes.Status409Conflict, "This incident is over. If you still have a problem, please contact us."),
            CustomerReportOutcome.TooMany => (StatusCodes.Status429TooManyRequests, "Many people are writing to us at the moment. Please contact us another way."),
            _ => (StatusCodes.Status404NotFound, ""),
        };
        return status == StatusCodes.Status404NotFound
            ? await renderer.RenderAsync(new PageLayout(settings, clock.Now) { Subject = "Not found" }, IncidentPage.Missing(), status)
            : await renderer.RenderAsync(new PageLayout(settings, clock.Now) { Subject = "Not sent" }, CustomerReportForm.Notice(words), status);
    }

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
