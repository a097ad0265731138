using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>One connection of the app, with the envelopes that are not acknowledged yet.</summary>
internal sealed class SocketSession(int number, WebSocket socket, WebSocketPipe pipe)
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement?>> _waiting = new();
    private volatile bool _isOver;

    public int Number => number;

    /// <summary>Whether its end was announced: it still works, but other connections are preferred.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Reads acknowledgements until the app closes or the stream breaks.</summary>
    public async Task ReadAsync(Action<string> acknowledged)
    {
        var buffer = new byte[16 * 1024];
        using var text = new MemoryStream();
        try
        {
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (frame.MessageType == WebSocketMessageType.Close)
                    break;
                text.Write(buffer, 0, frame.Count);
                if (!frame.EndOfMessage)
                    continue;
                Take(JsonElement.Parse(text.ToArray()), acknowledged);
                text.SetLength(0);
            }

            await CloseAsync();
        }
        catch (WebSocketException)
        {
            // A broken stream counts as closed.
        }
        finally
        {
            GiveUp();
        }
    }

    /// <summary>The payload of the acknowledgement, or null without one. Cancelled when the connection ends first.</summary>
    public Task<JsonElement?> Expect(string envelopeId)
    {
        var waiting = new TaskCompletionSource<JsonElement?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[envelopeId] = waiting;
        if (_isOver)
            waiting.TrySetCanceled();
        return waiting.Task;
    }

    /// <summary>A later acknowledgement is ignored.</summary>
    public void Forget(string envelopeId) => _waiting.TryRemove(envelopeId, out _);

    public async Task SendAsync(JsonObject message)
    {
        await _sending.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(
                    Encoding.UTF8.GetBytes(message.ToJsonString(Json.Options)),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The reader detects the broken stream too and ends the connection.
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task DisconnectAsync(string reason)
    {
        IsLeaving = true;
        return SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-1" } });
    }

    public void Die()
    {
        pipe.Die();
        GiveUp();
    }

    public void Cut() => socket.Abort();

    private void GiveUp()
    {
        _isOver = true;
        foreach (var waiting in _waiting.Values)
            waiting.TrySetCanceled();
    }

    private async Task CloseAsync()
    {
        await _sending.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private void Take(JsonElement acknowledgement, Action<string> acknowledged)
    {
        if (acknowledgement.Text("envelope_id") is not { } id)
            return;
        acknowledged(id);
        if (_waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult(acknowledgement.Child("payload"));
    }
}
