using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.Subscriptions.Pages;

/// <summary>A page for one person: kept nowhere, found by no search engine, and its address, which may hold a token, told to nobody.</summary>
internal sealed class FormAnswer(byte[] body, int statusCode = StatusCodes.Status200OK) : IResult
{
    // As on every public page, and forms may be sent here and nowhere else.
    private const string ContentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = PageRenderer.ContentType;
        response.ContentLength = body.Length;
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
