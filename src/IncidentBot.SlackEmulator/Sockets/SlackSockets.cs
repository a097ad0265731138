using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.SlackEmulator;

/// <summary>
/// Slack's side of Socket Mode: the app's connections, the envelopes sent over them, and faults. Envelopes are distributed over the connections in
/// turn. A connection with an announced end gets one only when there is no other.
/// </summary>
public sealed class SlackSockets
{
    internal const string Path = "/link/";

    private readonly SlackWorkspace _workspace;
    private readonly TimeSpan _limit;
    private readonly Lock _gate = new();
    private ImmutableList<SocketSession> _open = [];
    private ImmutableList<SlackEnvelope> _envelopes = [];
    private int _opened;
    private int _turn;
    private (int Times, string About) _acksToLose;
    private int _hellosToWithhold;
    private volatile bool _isSwitchedOff;
    private volatile bool _isEnding;

    internal SlackSockets(SlackWorkspace workspace, TimeSpan limit) => (_workspace, _limit) = (workspace, limit);

    /// <summary>The number of connections in use.</summary>
    public int Count => _open.Count;

    /// <summary>The number of connections ever opened, with or without a hello.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Every envelope so far, in the order of sending.</summary>
    public IReadOnlyList<SlackEnvelope> Envelopes => _envelopes;

    /// <summary>
    /// Announces the end of every connection with <c>warning</c>, <c>refresh_requested</c> or another reason. The connections continue to work.
    /// </summary>
    public Task DisconnectAsync(string reason) => Task.WhenAll(_open.Select(session => session.DisconnectAsync(reason)));

    /// <summary>Disables Socket Mode: every present and new connection receives <c>link_disabled</c> and is not used any more.</summary>
    public async Task SwitchOffAsync()
    {
        _isSwitchedOff = true;
        await Task.WhenAll(Interlocked.Exchange(ref _open, []).Select(session => session.DisconnectAsync("link_disabled")));
        _workspace.Signal();
    }

    /// <summary>Enables Socket Mode.</summary>
    public void SwitchOn() => _isSwitchedOff = false;

    /// <summary>Makes the connections dead: they look open, but nothing passes in either direction. Slack does not use them any more.</summary>
    public void DieSilently()
    {
        foreach (var session in Interlocked.Exchange(ref _open, []))
            session.Die();
        _workspace.Signal();
    }

    /// <summary>Breaks every connection without a close message.</summary>
    public void Cut()
    {
        foreach (var session in Interlocked.Exchange(ref _open, []))
            session.Cut();
        _workspace.Signal();
    }

    /// <summary>The next acknowledgements of envelopes with this text are lost; their envelopes count as not acknowledged at once.</summary>
    public void LoseAcks(string about, int times = 1)
    {
        lock (_gate)
            _acksToLose = (times, about);
    }

    /// <summary>The next connections are accepted but get no hello.</summary>
    public void WithholdHello(int times = 1) => Volatile.Write(ref _hellosToWithhold, times);

    /// <summary>Delivers an envelope's payload again, in another envelope; returns the body of the response.</summary>
    /// <exception cref="InvalidOperationException">The envelope was not acknowledged.</exception>
    public async Task<string> RepeatAsync(SlackEnvelope envelope, CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(envelope.Type, Json.Node(envelope.Payload)!, answerable: envelope.Type != "events_api", retry: null, cancellationToken);
        return answer.IsSuccess ? answer.Body : throw new InvalidOperationException($"The app did not acknowledge it: {answer.Failure}.");
    }

    internal async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !_workspace.Change(() => _workspace.SocketTickets.Spend(context.Request.Query["ticket"].ToString())))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var session = new SocketSession(Interlocked.Increment(ref _opened), socket, context.Features.Get<WebSocketPipe>()!);
        await GreetAsync(session);
        await session.ReadAsync(Acknowledged);
        ImmutableInterlocked.Update(ref _open, static (open, over) => open.Remove(over), session);
        _workspace.Signal();
    }

    /// <summary>Sends an envelope and waits for its acknowledgement.</summary>
    /// <param name="type">The kind of envelope.</param>
    /// <param name="payload">The payload, as an HTTP body would carry it.</param>
    /// <param name="answerable">Whether the acknowledgement may carry a response.</param>
    /// <param name="retry">The number of the retry and its reason.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal async Task<BotAnswer> SendAsync(
        string type, JsonNode payload, bool answerable, (int Attempt, string Reason)? retry, CancellationToken cancellationToken)
    {
        if (Next() is not { } session)
            return new BotAnswer(0, "", "", BotAnswer.NotDispatched, NoRetry: false);

        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = answerable, ["payload"] = payload };
        if (retry is var (attempt, reason))
            (envelope["retry_attempt"], envelope["retry_reason"]) = (attempt, reason);
        var acknowledgement = session.Expect(id);
        var sending = new SlackEnvelope(id, type, session.Number, retry?.Attempt ?? 0, Json.Element(payload));
        ImmutableInterlocked.Update(ref _envelopes, static (sent, one) => sent.Add(one), sending);
        await session.SendAsync(envelope);
        try
        {
            var answer = await acknowledgement.WaitAsync(_limit, TimeProvider.System, cancellationToken);
            if (LosesAckOf(sending))
                return new BotAnswer(0, "", "", BotAnswer.TimedOut, NoRetry: false);
            return new BotAnswer(StatusCodes.Status200OK, answer is null ? "" : "application/json", answer?.GetRawText() ?? "", Failure: null, NoRetry: false);
        }
        catch (TimeoutException)
        {
            session.Forget(id);
            return new BotAnswer(0, "", "", BotAnswer.TimedOut, NoRetry: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotAnswer(0, "", "", BotAnswer.NotDispatched, NoRetry: false);
        }
    }

    /// <summary>Ends all waits for a future connection.</summary>
    internal void End()
    {
        _isEnding = true;
        _workspace.Signal();
    }

    /// <summary>Waits until there is a connection, for at most the app's response time.</summary>
    internal async Task ConnectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _workspace.WaitForAsync(_ => Count > 0 || _isEnding, "a Socket Mode connection", _limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Without a connection the send fails.
        }
    }

    private async Task GreetAsync(SocketSession session)
    {
        if (_isSwitchedOff)
        {
            await session.DisconnectAsync("link_disabled");
            return;
        }

        if (Interlocked.Decrement(ref _hellosToWithhold) >= 0)
            return;
        Volatile.Write(ref _hellosToWithhold, 0);
        await session.SendAsync(Hello());
        ImmutableInterlocked.Update(ref _open, static (open, one) => open.Add(one), session);
        _workspace.Signal();
    }

    private JsonObject Hello() => new()
    {
        ["type"] = "hello",
        ["num_connections"] = Count + 1,
        ["connection_info"] = new JsonObject { ["app_id"] = _workspace.App.AppId },
        ["debug_info"] = new JsonObject { ["host"] = "applink-1", ["build_number"] = 54, ["approximate_connection_time"] = 3600 },
    };

    private SocketSession? Next()
    {
        var open = _open;
        var usable = open.Exists(session => !session.IsLeaving) ? open.RemoveAll(session => session.IsLeaving) : open;
        return usable.IsEmpty ? null : usable[(int)((uint)Interlocked.Increment(ref _turn) % usable.Count)];
    }

    private bool LosesAckOf(SlackEnvelope envelope)
    {
        lock (_gate)
        {
            if (_acksToLose.Times == 0 || !envelope.Payload.GetRawText().Contains(_acksToLose.About, StringComparison.Ordinal))
                return false;
            _acksToLose.Times--;
            return true;
        }
    }

    private void Acknowledged(string envelopeId)
    {
        ImmutableInterlocked.Update(
            ref _envelopes,
            static (sent, id) =>
                sent.FindIndex(envelope => envelope.Id == id) is >= 0 and var index
                    ? sent.SetItem(index, sent[index] with { IsAcknowledged = true })
                    : sent,
            envelopeId);
        _workspace.Signal();
    }
}
