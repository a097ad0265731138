using System.Collections.Concurrent;
using IncidentBot.Configuration;
using MimeKit;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>
/// Hands mails to the mail server and keeps connections open for the next ones. After a failure to connect the server is left alone for a moment: the mails
/// that wait must not each try a connection of their own.
/// </summary>
internal sealed partial class MailRelay(SmtpConnector connector, SmtpOptions options, TimeProvider time, ILogger<MailRelay> logger) : IAsyncDisposable
{
    /// <summary>How long the server is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    /// <summary>How many mails are handed over at a time. The outbox starts no more, but a mail whose reply takes long frees its slot there.</summary>
    public const int MostInFlight = 8;

    private const string OthersAreInFlight = "the mail server has yet to answer for 8 mails";

    // Mail servers close a connection that was idle for long, or carried many mails.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(20);
    private const int MostMailsPerConnection = 100;

    // Over a connection with SMTPUTF8 MailKit writes an international domain as it is read, and the mail is lost at the first server on its way that has no
    // SMTPUTF8. So the extension is switched off, for good, on every connection but those to mailboxes that need it.
    private readonly ConcurrentBag<SmtpSession> _idle = [];
    private readonly ConcurrentBag<SmtpSession> _idleWithUtf8 = [];
    private long _restsSince;
    private string? _restsBecause;
    private int _inFlight;

    /// <summary>Why no mail can be handed over now; null when the server takes mails, as far as we know.</summary>
    public string? RestsBecause => ServerRests ?? (Volatile.Read(ref _inFlight) >= MostInFlight ? OthersAreInFlight : null);

    private string? ServerRests => _restsBecause is { } reason && time.GetElapsedTime(Volatile.Read(ref _restsSince)) < Rest ? reason : null;

    /// <param name="message">The mail: one sender, one recipient.</param>
    /// <param name="cancellationToken">Stops before the mail has been handed over.</param>
    public async Task<MailOutcome> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        try
        {
            if (inFlight > MostInFlight)
                return new MailOutcome.Later(OthersAreInFlight);
            return ServerRests is { } reason ? new MailOutcome.Later(reason) : await HandOverAsync(message, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var idle in new[] { _idle, _idleWithUtf8 })
        {
            while (idle.TryTake(out var session))
                await session.DisposeAsync();
        }
    }

    private async Task<MailOutcome> HandOverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var utf8 = !message.To.Mailboxes.Single().LocalPart.All(char.IsAscii);
        while (true)
        {
            if (await RentAsync(utf8, cancellationToken) is not { } session)
                return new MailOutcome.Later(_restsBecause ?? "the mail server cannot be reached");
            var outcome = await SendAsync(session, message, utf8, cancellationToken);
            if (outcome is MailOutcome.SenderRefused { Code: var code })
                LeaveAlone($"the mail server refuses {nameof(SmtpOptions.From)} ({code})", "its reply to MAIL FROM");
            // The server had not even answered, so the same mail may go over another connection.
            if (!session.WasStale || cancellationToken.IsCancellationRequested)
                return outcome;
        }
    }

    private async Task<MailOutcome> SendAsync(SmtpSession session, MimeMessage message, bool utf8, CancellationToken cancellationToken)
    {
        var isReusable = false;
        try
        {
            var outcome = await session.SendAsync(message, utf8, cancellationToken);
            isReusable = session.IsUsable && session.Mails < MostMailsPerConnection;
            return outcome;
        }
        finally
        {
            if (isReusable)
                Idle(utf8).Add(session);
            else
                await session.DisposeAsync();
        }
    }

    private async Task<SmtpSession?> RentAsync(bool utf8, CancellationToken cancellationToken)
    {
        while (Idle(utf8).TryTake(out var kept))
        {
            if (kept.IsUsable && time.GetElapsedTime(kept.LastUsed) < LongestIdle)
                return kept;
            await kept.DisposeAsync();
        }

        try
        {
            var session = await connector.OpenAsync(utf8, cancellationToken);
            _restsBecause = null;
            return session;
        }
        catch (NoMailServerException failure)
        {
            LeaveAlone(failure.Message, failure.Details);
            return null;
        }
    }

    private ConcurrentBag<SmtpSession> Idle(bool utf8) => utf8 ? _idleWithUtf8 : _idle;

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
