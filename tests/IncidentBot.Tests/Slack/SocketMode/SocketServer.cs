using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Slack.SocketMode;

/// <summary>A server whose side of the WebSocket a test writes frame by frame.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private const string Hello = """{"type":"hello","num_connections":1}""";

    private readonly WebApplication _web;
    private int _opened;

    private SocketServer(WebApplication web) => _web = web;

    public Uri ApiBaseUrl => new(_web.Urls.First() + "/api/");

    /// <summary>How many connections there have been.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <param name="talk">What happens on each connection; it is closed afterwards.</param>
    public static async Task<SocketServer> StartAsync(Func<WebSocket, Task> talk)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SocketServer(builder.Build());
        server._web.UseWebSockets();
        server._web.MapPost("/api/apps.connections.open", (HttpRequest request) => TypedResults.Text($$"""{"ok":true,"url":"ws://{{request.Host}}/link?ticket=t"}"""));
        server._web.MapGet("/link", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            Interlocked.Increment(ref server._opened);
            try
            {
                await talk(socket);
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }
            catch (Exception over) when (over is WebSocketException or OperationCanceledException)
            {
                // The client went first.
            }
        });
        await server._web.StartAsync();
        return server;
    }

    public static Task GreetAsync(WebSocket socket) => SendAsync(socket, Hello);

    /// <summary>Sends a message in so many frames.</summary>
    public static async Task SendAsync(WebSocket socket, string text, int frames = 1, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var size = bytes.Length / frames;
        for (var frame = 0; frame < frames; frame++)
        {
            var isLast = frame == frames - 1;
            await socket.SendAsync(bytes.AsMemory(frame * size, isLast ? bytes.Length - frame * size : size), type, isLast, CancellationToken.None);
        }
    }

    /// <summary>The next message as text; null when the client says goodbye.</summary>
    public static async Task<string?> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (frame.MessageType == WebSocketMessageType.Close)
                return null;
            length += frame.Count;
            if (frame.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    public static string Command(string id, string text, bool accepts = true) => JsonSerializer.Serialize(new
    {
        envelope_id = id,
        type = "slash_commands",
        accepts_response_payload = accepts,
        payload = new { command = "/incident", text, user_id = "U1", team_id = "T1", channel_id = "C1" },
    });

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();
}
