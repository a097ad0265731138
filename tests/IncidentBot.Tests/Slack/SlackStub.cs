using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Slack;

/// <summary>A web server that answers every method as a test says and remembers what it was asked.</summary>
internal sealed class SlackStub : IAsyncDisposable
{
    private readonly WebApplication _server;

    private SlackStub(WebApplication server) => _server = server;

    public List<(string Method, string ContentType, string Authorization, string Body)> Asked { get; } = [];

    public Uri BaseUrl => new(_server.Urls.First() + "/api");

    public static async Task<SlackStub> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new SlackStub(builder.Build());
        stub._server.MapPost("/api/{method}", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body);
            stub.Asked.Add((
                (string)http.GetRouteValue("method")!, http.Request.ContentType ?? "", http.Request.Headers.Authorization.ToString(), await body.ReadToEndAsync(http.RequestAborted)));
            await answer(http);
        });
        await stub._server.StartAsync();
        return stub;
    }

    public static Task<SlackStub> AnswerAsync(string json, int status = 200, string? retryAfter = null) => StartAsync(http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync(json, http.RequestAborted);
    });

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
