using IncidentBot.Playground.Bot;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Playground.Web;

internal static class StatusEndpoints
{
    // The bot's status page with its files, feeds and API.
    private static readonly string[] Public =
    [
        "/status", "/status.css", "/status.js", "/status.svg", "/status.md", "/status/{**path}", "/history.atom", "/history.rss", "/api/v2/{**path}",
    ];

    public static void MapStatusPage(this IEndpointRouteBuilder routes)
    {
        var bot = routes.ServiceProvider.GetRequiredService<StatusPassThrough>();
        foreach (var path in Public)
            routes.MapGet(path, bot.HandleAsync);
    }
}

/// <summary>
/// Serves the bot's public pages under the playground's own address. The address stays the same when the bot gets another port, and the pages may be
/// framed beside the workspace. Read-only.
/// </summary>
internal sealed class StatusPassThrough(BotControl bot) : IDisposable
{
    private const string Framed =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static readonly string[] Passed =
    [
        HeaderNames.ETag, HeaderNames.ContentType, HeaderNames.CacheControl, HeaderNames.LastModified, HeaderNames.Location,
    ];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    public async Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Framed;
        if (bot is not { State: BotState.Running, Address: { } address })
        {
            await SayDownAsync(response, context.RequestAborted);
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, context.Request.Path + context.Request.QueryString.ToString()));
        if (context.Request.Headers.IfNoneMatch is [{ } tag])
            request.Headers.TryAddWithoutValidation(HeaderNames.IfNoneMatch, tag);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            response.StatusCode = (int)answer.StatusCode;
            foreach (var name in Passed)
                if (answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values))
                    response.Headers[name] = values.ToArray();
            if (answer.StatusCode != System.Net.HttpStatusCode.NotModified)
                await answer.Content.CopyToAsync(response.Body, context.RequestAborted);
        }
        catch (HttpRequestException) when (!response.HasStarted)
        {
            // The bot died during the request.
            await SayDownAsync(response, context.RequestAborted);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Task SayDownAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
              <title>No answer</title><link rel="stylesheet" href="/page/no-answer.css">
            </head>
            <body><h1>No answer</h1><p>The bot is dead and serves no status page. Start the bot again, and this page returns.</p></body>
            </html>
            """,
            cancellationToken);
    }
}
