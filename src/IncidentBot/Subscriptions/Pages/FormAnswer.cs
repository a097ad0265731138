using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.Subscriptions.Pages;

/// <summary>A page for one person: no cache keeps it, no search engine lists it, and its URL, which may hold a token, is sent to no other site.</summary>
internal sealed class FormAnswer(byte[] body, int statusCode = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = PageRenderer.ContentType;
        response.ContentLength = body.Length;
        PublicHeaders.Set(response.Headers);
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
