using Microsoft.Net.Http.Headers;

namespace IncidentBot.Playground.Web;

/// <summary>
/// Limits access to the user of this machine. The socket listens on the loopback interface only. This class keeps out other sites in the same
/// browser: it refuses foreign host names (DNS rebinding) and posts from foreign pages.
/// </summary>
internal sealed class LocalOnly(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri "
            + "'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
            return RefuseAsync(response, StatusCodes.Status421MisdirectedRequest);
        if (request.Headers.TryGetValue(HeaderNames.Origin, out var origin) && origin != $"{request.Scheme}://{request.Host}")
            return RefuseAsync(response, StatusCodes.Status403Forbidden);
        if (HttpMethods.IsPost(request.Method) && !request.HasJsonContentType())
            return RefuseAsync(response, StatusCodes.Status415UnsupportedMediaType);

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    private static Task RefuseAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
