using Microsoft.Extensions.Primitives;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Answers the public: reading, asking what may be done, nothing else. There is no binding and no filter on the way, because almost every read finds its
/// answer ready.
/// </summary>
internal sealed class PublicEndpoint(ResponseCache cache, PageDocuments pages, Unavailable unavailable)
{
    private static readonly StringValues Allowed = "GET, HEAD, OPTIONS";
    private static readonly StringValues Anybody = "*";
    private static readonly StringValues Day = "86400";
    private static readonly StringValues ReadersHeaders = "If-None-Match";

    /// <summary>A document at one address.</summary>
    public RequestDelegate Serve(PublicDocument document) => http => MayGoOn(http, document.IsData) ? AnswerAsync(document, http) : Task.CompletedTask;

    /// <summary>A family of documents: which one is meant stands in the address.</summary>
    /// <param name="choose">Null when the address cannot name one.</param>
    public RequestDelegate Serve(Func<HttpRequest, PublicDocument?> choose) =>
        http => !MayGoOn(http, IsJson(http.Request)) ? Task.CompletedTask
            : IsJson(http.Request) ? DataDocuments.NotFound.SendAsync(http)
            : AnswerAsync(choose(http.Request) ?? pages.Missing, http);

    /// <summary>Something that never changes.</summary>
    public RequestDelegate Serve(PublicAnswer answer, bool isData = false) => http => MayGoOn(http, isData) ? answer.SendAsync(http) : Task.CompletedTask;

    /// <summary>What is said where nothing is, whatever was wanted of it.</summary>
    public Task SayThatNothingIsThere(HttpContext http) => IsJson(http.Request) ? DataDocuments.NotFound.SendAsync(http) : AnswerAsync(pages.Missing, http);

    // No page's name ends or begins like this. Who asks for data is not told in HTML that there is none.
    private static bool IsJson(HttpRequest request) =>
        request.Path.Value is { } path && (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase));

    private Task AnswerAsync(PublicDocument document, HttpContext http) =>
        cache.Find(document, http.Request) is { } ready ? ready.SendAsync(http) : MakeAsync(document, http);

    private async Task MakeAsync(PublicDocument document, HttpContext http)
    {
        try
        {
            var answer = await cache.MakeAsync(document, http.Request, http.RequestAborted) ?? await cache.MakeAsync(pages.Missing, http.Request, http.RequestAborted);
            await answer!.SendAsync(http);
        }
        catch (PublicStateUnknownException)
        {
            http.Response.Headers.RetryAfter = "5";
            await unavailable.For(document).SendAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone.
        }
    }

    /// <summary>Sets what every answer carries. False when the answer is complete with that.</summary>
    private static bool MayGoOn(HttpContext http, bool isData)
    {
        var headers = http.Response.Headers;
        PublicHeaders.Set(headers);
        if (isData)
            headers.AccessControlAllowOrigin = Anybody;
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
            headers.AccessControlAllowHeaders = ReadersHeaders;
            headers.AccessControlMaxAge = Day;
        }

        return false;
    }
}
