using Microsoft.Extensions.Primitives;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Answers public requests: GET, HEAD and OPTIONS only.
/// It uses no parameter binding and no filter, because almost every request is answered from the cache.
/// </summary>
internal sealed class PublicEndpoint(ResponseCache cache, PageDocuments pages, Unavailable unavailable)
{
    private static readonly StringValues Allowed = "GET, HEAD, OPTIONS";
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues OneDay = "86400";
    private static readonly StringValues AllowedHeaders = "If-None-Match";

    /// <summary>Serves one document.</summary>
    public RequestDelegate Serve(PublicDocument document) =>
        http => TryPrepare(http, document.IsData) ? AnswerAsync(document, http) : Task.CompletedTask;

    /// <summary>Serves a family of documents, selected by the address.</summary>
    /// <param name="choose">Null when the address names no document.</param>
    public RequestDelegate Serve(Func<HttpRequest, PublicDocument?> choose) =>
        http => !TryPrepare(http, IsJson(http.Request)) ? Task.CompletedTask
            : IsJson(http.Request) ? DataDocuments.NotFound.SendAsync(http)
            : AnswerAsync(choose(http.Request) ?? pages.Missing, http);

    /// <summary>Serves a fixed response.</summary>
    public RequestDelegate Serve(PublicAnswer answer, bool isData = false) =>
        http => TryPrepare(http, isData) ? answer.SendAsync(http) : Task.CompletedTask;

    /// <summary>Answers a request for an unknown address, with any method.</summary>
    public Task NotFoundAsync(HttpContext http) =>
        IsJson(http.Request) ? DataDocuments.NotFound.SendAsync(http) : AnswerAsync(pages.Missing, http);

    // No page has such a path. A client that asks for JSON must not get an HTML page.
    private static bool IsJson(HttpRequest request) =>
        request.Path.Value is { } path
        && (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase));

    private Task AnswerAsync(PublicDocument document, HttpContext http) =>
        cache.Find(document, http.Request) is { } cached ? cached.SendAsync(http) : BuildAsync(document, http);

    private async Task BuildAsync(PublicDocument document, HttpContext http)
    {
        try
        {
            var answer = await cache.BuildAsync(document, http.Request, http.RequestAborted)
                ?? await cache.BuildAsync(pages.Missing, http.Request, http.RequestAborted);
            await answer!.SendAsync(http);
        }
        catch (PublicStateUnknownException)
        {
            http.Response.Headers.RetryAfter = "5";
            await unavailable.For(document).SendAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client closed the connection.
        }
    }

    /// <summary>Sets the headers of every response. False when the response is complete: for OPTIONS and for methods that are not allowed.</summary>
    private static bool TryPrepare(HttpContext http, bool isData)
    {
        var headers = http.Response.Headers;
        PublicHeaders.Set(headers);
        if (isData)
            headers.AccessControlAllowOrigin = AnyOrigin;
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return true;
        headers.Allow = Allowed;
        if (!HttpMethods.IsOptions(method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
        if (isData)
        {
            headers.AccessControlAllowMethods = Allowed;
            headers.AccessControlAllowHeaders = AllowedHeaders;
            headers.AccessControlMaxAge = OneDay;
        }

        return false;
    }
}
