using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.Emulator;

/// <summary>A bot that records its requests and sends the responses of the test.</summary>
internal sealed class RecordingBot : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<Received> _received = new();

    private RecordingBot(WebApplication web) => _web = web;

    public Uri BaseUrl => new(_web.Urls.Single());

    public IReadOnlyList<Received> Requests => [.. _received];

    public IReadOnlyList<JsonElement> Events => [.. _received.Where(request => request.Path == "/slack/event").Select(request => request.Json)];

    /// <summary>The response to the next requests: status, media type and body.</summary>
    public Func<Received, (int Status, string ContentType, string Body)> Answer { get; set; } = _ => (200, "", "");

    public static async Task<RecordingBot> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        var bot = new RecordingBot(web);
        web.MapPost("/slack/{kind}", (RequestDelegate)bot.HandleAsync);
        await web.StartAsync();
        return bot;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new Received(
            context.Request.Path, Encoding.UTF8.GetString(body.ToArray()),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _received.Enqueue(request);
        var (status, contentType, text) = Answer(request);
        context.Response.StatusCode = status;
        if (text.Length == 0)
            return;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(text);
    }

    /// <summary>A request as it arrived.</summary>
    internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The JSON of an event, or of a form's payload field.</summary>
        public JsonElement Json => JsonElement.Parse(Path == "/slack/event" ? Body : Fields["payload"]);

        public IReadOnlyDictionary<string, string> Fields => QueryHelpers.ParseQuery(Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }
}
