using IncidentBot.Slack.WebApi;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.SocketMode;

/// <summary>
/// Keeps connections to Slack open, replaces each before it ends, and passes every envelope to one handler. Failures are retried with exponential
/// backoff. A problem that needs an administrator is retried every few minutes.
/// </summary>
/// <remarks>See https://docs.slack.dev/apis/events-api/using-socket-mode.</remarks>
public sealed partial class SocketModeClient(SlackApiClient slack, SocketModeOptions options, TimeProvider clock, ILogger<SocketModeClient> logger)
{
    private readonly SocketLedger _ledger = new(options.NumberOfConnections, clock);

    /// <summary>The present state of the connections.</summary>
    public SocketModeStatus Status => _ledger.Status;

    /// <summary>Runs until cancelled, then finishes pending acknowledgements and closes all connections.</summary>
    /// <param name="handle">Called for each envelope, concurrently. Its result is sent as acknowledgement; null sends none. Slack expects it within three
    /// seconds and repeats unacknowledged events.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    public Task RunAsync(Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.NumberOfConnections).Select(place => KeepAsync(place, handle, cancellationToken)));

    private async Task KeepAsync(int place, Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle, CancellationToken cancellationToken)
    {
        SocketConnection? current = null;
        var shortLives = 0;
        try
        {
            await Task.Delay(options.ConnectionDelay * place, clock, cancellationToken);
            while (true)
            {
                var next = await OpenAsync(place, current, handle, shortLives, cancellationToken);
                var old = current;
                current = next;
                var since = clock.GetUtcNow();
                Log.Connected(logger, _ledger.Greeted(place));
                // The successor is connected; only now may the old connection close.
                if (old is not null)
                    await ReplaceAsync(old, cancellationToken);

                var end = await current.End.WaitAsync(cancellationToken);
                shortLives = clock.GetUtcNow() - since < options.SteadyAfter ? shortLives + 1 : 0;
                if (end is SocketEnd.Announced { Message.IsSwitchedOff: true })
                {
                    _ledger.Gone(place);
                    await current.DisposeAsync();
                    current = null;
                }

                await Task.Delay(PauseAfter(place, end, shortLives), clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Cancellation is the normal end.
        }
        finally
        {
            _ledger.Gone(place);
            if (current is not null)
                await current.DisposeAsync();
        }
    }

    /// <summary>Retries until there is a connection, whether the old one still works or not.</summary>
    private async Task<SocketConnection> OpenAsync(
        int place,
        SocketConnection? old,
        Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle,
        int failures,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var (connection, pause) = await TryOpenAsync(handle, cancellationToken);
            if (connection is not null)
                return connection;
            if (old is { IsOver: true })
                _ledger.Gone(place);
            await Task.Delay(Longer(pause, Backoff(++failures)), clock, cancellationToken);
        }
    }

    /// <summary>A connection that got Slack's hello, or the minimum pause before the next attempt.</summary>
    private async Task<(SocketConnection? Connection, TimeSpan Pause)> TryOpenAsync(
        Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle, CancellationToken cancellationToken)
    {
        switch (await slack.OpenConnectionAsync(cancellationToken))
        {
            case SlackOutcome<ConnectionsOpenResponse>.Ok { Value.Url: var url }:
                return await ConnectAsync(url, handle, cancellationToken);
            case SlackOutcome<ConnectionsOpenResponse>.Refused { Code: var code } when SlackErrors.EndsSocketMode(code):
                if (_ledger.Note(new SocketTrouble.Refused(code)))
                    Log.Refused(logger, code);
                return (null, options.RefusedPause);
            case SlackOutcome<ConnectionsOpenResponse>.Refused { Code: var code }:
                return (null, NotReached(code));
            case SlackOutcome<ConnectionsOpenResponse>.RateLimited { After: var after }:
                return (null, Longer(after, NotReached("too many tries")));
            case SlackOutcome<ConnectionsOpenResponse>.Unreachable { Reason: var reason }:
                return (null, NotReached(reason));
            case SlackOutcome<ConnectionsOpenResponse>.Ambiguous { Reason: var reason }:
                return (null, NotReached(reason));
            default:
                throw new InvalidOperationException("The hierarchy is closed.");
        }
    }

    private async Task<(SocketConnection? Connection, TimeSpan Pause)> ConnectAsync(
        Uri url, Func<SocketEnvelope, CancellationToken, Task<Acknowledgement?>> handle, CancellationToken cancellationToken)
    {
        var connection = new SocketConnection(handle, options, clock, logger);
        var greeted = false;
        try
        {
            var end = await connection.OpenAsync(url, cancellationToken);
            greeted = end is null;
            return end switch
            {
                null => (connection, TimeSpan.Zero),
                SocketEnd.Announced { Message.IsSwitchedOff: true } => (null, SwitchedOff()),
                SocketEnd.Announced { Message.Reason: var reason } => (null, NotReached($"disconnected before hello: {reason}")),
                SocketEnd.Lost { Why: var why } => (null, NotReached(why)),
                _ => throw new InvalidOperationException("The hierarchy is closed."),
            };
        }
        finally
        {
            if (!greeted)
                await connection.DisposeAsync();
        }
    }

    // Envelopes that Slack sent to the old connection before it knew the new one may still arrive.
    private async Task ReplaceAsync(SocketConnection old, CancellationToken cancellationToken)
    {
        try
        {
            if (old.End is { IsCompletedSuccessfully: true, Result: SocketEnd.Announced })
                await Task.Delay(options.Overlap, clock, cancellationToken);
        }
        finally
        {
            await old.DisposeAsync();
        }
    }

    private TimeSpan PauseAfter(int place, SocketEnd end, int shortLives)
    {
        switch (end)
        {
            case SocketEnd.Announced { Message.IsSwitchedOff: true }:
                return SwitchedOff();
            case SocketEnd.Announced { Message.Reason: var reason }:
                // The connection works until its successor is connected.
                Log.Renewing(logger, reason);
                return shortLives == 0 ? TimeSpan.Zero : Backoff(shortLives);
            case SocketEnd.Lost { Why: var why }:
                _ledger.Gone(place);
                return Longer(NotReached(why), Backoff(shortLives));
            default:
                throw new InvalidOperationException("The hierarchy is closed.");
        }
    }

    private TimeSpan SwitchedOff()
    {
        if (_ledger.Note(new SocketTrouble.SwitchedOff()))
            Log.SwitchedOff(logger);
        return options.RefusedPause;
    }

    private TimeSpan NotReached(string why)
    {
        if (_ledger.Note(new SocketTrouble.NotReached(why)))
            Log.NotReached(logger, why);
        return TimeSpan.Zero;
    }

    private TimeSpan Backoff(int failures) => options.PauseAfter(failures, Random.Shared.NextDouble());

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Connected to Slack by Socket Mode; {Count} connection(s) now")]
        public static partial void Connected(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Slack announced the end of a Socket Mode connection ({Reason}); opening its successor")]
        public static partial void Renewing(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A Socket Mode connection to Slack failed: {Reason}. The client retries")]
        public static partial void NotReached(ILogger logger, string reason);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Slack refused a Socket Mode connection: {Code}. The bot receives nothing from Slack until this is fixed")]
        public static partial void Refused(ILogger logger, string code);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Socket Mode is disabled in the app's settings. The bot receives nothing from Slack until it is enabled")]
        public static partial void SwitchedOff(ILogger logger);
    }
}
