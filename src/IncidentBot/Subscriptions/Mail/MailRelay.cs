using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using IncidentBot.Configuration;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>
/// The mail server as a place to hand mails to. Keeps connections open for the next mail. When it cannot be reached it is left alone for a moment: a crowd that
/// waits need not knock one by one.
/// </summary>
internal sealed partial class MailRelay(SmtpConnector connector, SmtpOptions options, TimeProvider time, ILogger<MailRelay> logger) : IAsyncDisposable
{
    /// <summary>How long it is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    // Relays close what is idle for long, and what has carried very much.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(20);
    private const int MostMailsAConnection = 100;

    private readonly ConcurrentBag<SmtpSession> _idle = [];
    private long _restsSince;
    private string? _restsBecause;

    /// <summary>Why nothing is handed over at the moment; null when the server is there, as far as we know.</summary>
    public string? RestsBecause => _restsBecause is { } reason && time.GetElapsedTime(Volatile.Read(ref _restsSince)) < Rest ? reason : null;

    /// <param name="recipient">Whom it is for.</param>
    /// <param name="mail">The whole mail.</param>
    /// <param name="cancellationToken">Stops before the mail has been handed over.</param>
    public async Task<MailOutcome> SendAsync(string recipient, byte[] mail, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (RestsBecause is { } reason)
                return new MailOutcome.Later(reason);
            var session = await RentAsync(cancellationToken);
            if (session is null)
                return new MailOutcome.Later(_restsBecause ?? "the mail server cannot be reached");

            var outcome = await session.SendAsync(options.From.Address, recipient, mail, cancellationToken);
            if (session.IsUsable && session.Mails < MostMailsAConnection)
                _idle.Add(session);
            else
                await session.DisposeAsync();
            if (outcome is MailOutcome.SenderRefused { Code: var code })
                LeaveAlone($"the mail server refuses {nameof(SmtpOptions.From)} ({code})", "MAIL FROM");
            // Nothing was said over it yet, so the same mail may go over another.
            if (!session.WasStale || cancellationToken.IsCancellationRequested)
                return outcome;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
            await session.DisposeAsync();
    }

    private async Task<SmtpSession?> RentAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var kept))
        {
            if (time.GetElapsedTime(kept.LastUsed) < LongestIdle)
                return kept;
            await kept.DisposeAsync();
        }

        try
        {
            var session = await connector.OpenAsync(cancellationToken);
            _restsBecause = null;
            return session;
        }
        catch (Exception failure) when (failure is SmtpRefusedException or IOException or SocketException or AuthenticationException)
        {
            var reason = failure switch
            {
                SmtpRefusedException => $"the mail server refused us: {failure.Message}",
                AuthenticationException => "the mail server's certificate cannot be trusted",
                _ => "the mail server cannot be reached",
            };
            LeaveAlone(reason, failure.Message);
            return null;
        }
    }

    private void LeaveAlone(string reason, string details)
    {
        Volatile.Write(ref _restsSince, time.GetTimestamp());
        _restsBecause = reason;
        Log.Unreachable(logger, options.Host, options.Port, reason, details);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No mail can be sent by {Host}:{Port}: {Reason} ({Details})")]
        public static partial void Unreachable(ILogger logger, string host, int port, string reason, string details);
    }
}
