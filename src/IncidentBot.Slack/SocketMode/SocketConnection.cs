using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.SocketMode;

/// <summary>
/// One WebSocket to Slack. It reads envelopes, handles each concurrently and acknowledges it on the same connection. Disposal finishes the received
/// envelopes, then closes the connection.
/// </summary>
internal sealed partial class SocketConnection : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    // Slack's time limit for an acknowledgement.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);

    private readonly Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> _handle;
    private readonly SocketModeOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<Task> _answering = [];
    private Task _receiving = Task.CompletedTask;
    private bool _leaving;

    public SocketConnection(
        Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle, SocketModeOptions options, TimeProvider clock, ILogger logger)
    {
        (_handle, _options, _clock, _logger) = (handle, options, clock, logger);
        _socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        _socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
    }

    /// <summary>Completes when the connection needs a successor.</summary>
    public Task<SocketEnd> End => _end.Task;

    /// <summary>Whether the connection receives nothing any more.</summary>
    public bool IsOver => _receiving.IsCompleted;

    /// <summary>Connects and waits for Slack's hello. Null on success, else the reason.</summary>
    public async Task<SocketEnd?> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        using var watchdog = new CancellationTokenSource(_options.HelloTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Token);
        try
        {
            await _socket.ConnectAsync(url, either.Token);
            _receiving = ReceiveAsync();
            var first = await Task.WhenAny(_greeted.Task, End).WaitAsync(either.Token);
            return first == End ? await End : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SocketEnd.Lost($"no hello within {_options.HelloTimeout.TotalSeconds:0.###} s");
        }
        catch (WebSocketException failure)
        {
            return new SocketEnd.Lost(failure.GetBaseException().Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        lock (_gate)
            _leaving = true;
        await CloseAsync();
        await _over.CancelAsync();
        await _receiving;
        await Task.WhenAll(Unanswered());
        _socket.Dispose();
        _sending.Dispose();
        _over.Dispose();
    }

    // Never throws: an error ends the connection, and its End reports the reason.
    private async Task ReceiveAsync()
    {
        try
        {
            while (await ReadAsync() is { } message)
                Take(message);
            _end.TrySetResult(new SocketEnd.Lost("Slack closed the connection"));
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            _end.TrySetResult(new SocketEnd.Lost(failure.Message));
        }
    }

    /// <summary>The next complete text message; null when Slack closes the connection. Other messages are skipped.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        var length = 0L;
        while (true)
        {
            var into = message.GetMemory(16 * 1024);
            var frame = await _socket.ReceiveAsync(into, _over.Token);
            if (frame.MessageType == WebSocketMessageType.Close)
                return null;
            length += frame.Count;
            if (length <= _options.MaxMessageBytes)
                message.Advance(frame.Count);
            if (!frame.EndOfMessage)
                continue;
            if (frame.MessageType == WebSocketMessageType.Text && length <= _options.MaxMessageBytes)
                return message.WrittenMemory;
            Log.Skipped(_logger, frame.MessageType, length);
            message.ResetWrittenCount();
            length = 0;
        }
    }

    private void Take(ReadOnlyMemory<byte> text)
    {
        if (!SocketMessage.TryParse(text, out var message))
        {
            Log.Unreadable(_logger, text.Length);
            return;
        }

        switch (message)
        {
            case Hello:
                _greeted.TrySetResult();
                break;
            case Disconnect disconnect:
                _end.TrySetResult(new SocketEnd.Announced(disconnect));
                break;
            case SocketEnvelope envelope:
                lock (_gate)
                {
                    // An envelope that could not be acknowledged any more is not started. Slack then knows that it was not delivered.
                    if (_leaving)
                        return;
                    _answering.RemoveAll(answer => answer.IsCompleted);
                    _answering.Add(AnswerAsync(envelope));
                }

                break;
        }
    }

    // Never throws. An envelope whose handler failed is not acknowledged, and Slack sends events again.
    private async Task AnswerAsync(SocketEnvelope envelope)
    {
        // Reading continues while the envelope is handled.
        await Task.Yield();
        var begun = _clock.GetTimestamp();
        try
        {
            if (await _handle(envelope, _over.Token) is not { } acknowledgement)
                return;
            await SendAsync(acknowledgement.For(envelope));
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Log.NotAcknowledged(_logger, envelope.EnvelopeId, failure.Message);
        }
        catch (Exception failure)
        {
            Log.NotHandled(_logger, failure, envelope.EnvelopeId);
        }

        if (_clock.GetElapsedTime(begun) is var taken && taken > AnswerTimeout)
            Log.Late(_logger, envelope.EnvelopeId, taken);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> text)
    {
        await _sending.WaitAsync(_over.Token);
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, _over.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task FinishAsync()
    {
        using var limit = new CancellationTokenSource(_options.FinishTimeout, _clock);
        while (Unanswered() is { Length: > 0 } left && !limit.IsCancellationRequested)
            await Task.WhenAny(Task.WhenAll(left), Task.Delay(Timeout.InfiniteTimeSpan, _clock, limit.Token));
    }

    private Task[] Unanswered()
    {
        lock (_gate)
            return [.. _answering.Where(answer => !answer.IsCompleted)];
    }

    private async Task CloseAsync()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(CloseTimeout, _clock);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
            await _receiving.WaitAsync(limit.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            Log.ClosedWithoutResponse(_logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack sent a {Kind} message of {Length} bytes over Socket Mode; it was skipped")]
        public static partial void Skipped(ILogger logger, WebSocketMessageType kind, long length);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack sent a message of {Length} bytes over Socket Mode that could not be parsed")]
        public static partial void Unreadable(ILogger logger, int length);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Envelope {Envelope} was not acknowledged: {Reason}")]
        public static partial void NotAcknowledged(ILogger logger, string envelope, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The handler of envelope {Envelope} failed; the envelope was not acknowledged")]
        public static partial void NotHandled(ILogger logger, Exception failure, string envelope);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The acknowledgement of envelope {Envelope} took {Taken}; Slack waits three seconds")]
        public static partial void Late(ILogger logger, string envelope, TimeSpan taken);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A connection was closed without Slack's close message: {Reason}")]
        public static partial void ClosedWithoutResponse(ILogger logger, string reason);
    }
}
