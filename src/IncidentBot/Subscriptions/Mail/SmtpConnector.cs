using System.Net.Sockets;
using System.Text;
using IncidentBot.Configuration;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>There is no connection that can take a mail.</summary>
/// <param name="reason">Why, for operators: no address, no credentials, none of the server's own words.</param>
/// <param name="details">What the log adds.</param>
internal sealed class NoMailServerException(string reason, string details) : Exception(reason)
{
    public string Details => details;
}

/// <summary>Opens connections to the mail server up to the point where they can take a mail. It never falls back to less safety than was configured.</summary>
/// <param name="setup">Which server, and how.</param>
/// <param name="time">The clock of the limits.</param>
/// <param name="stopping">The program stops.</param>
internal sealed class SmtpConnector(SmtpSetup setup, TimeProvider time, CancellationToken stopping)
{
    private readonly SmtpOptions _options = setup.Options;

    /// <param name="utf8">Whether mails to mailboxes with characters outside ASCII will go over it, and no others (see <see cref="MailRelay"/>).</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="NoMailServerException">There is no connection.</exception>
    public async Task<SmtpSession> OpenAsync(bool utf8, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(setup.Limits.Connection, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        var connection = new SmtpConnection(setup);
        try
        {
            await ConnectAsync(connection, stop.Token);
            if (_options is { User: { } user, Password: { } password })
                await connection.AuthenticateAsync(Login(connection, user, password), stop.Token);
            if (!utf8)
                connection.Capabilities &= ~SmtpCapabilities.UTF8;
            return new SmtpSession(connection, setup.Limits, time, stopping);
        }
        catch (Exception failure)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (tooLong.IsCancellationRequested)
                throw new NoMailServerException("the mail server cannot be reached", "it did not answer in time");
            if (ReasonOf(failure) is { } reason)
                throw reason;
            throw;
        }
    }

    // Over a stream of our own: the limits are those of our clock, and MailKit's time-outs, which know no end of data, do not apply.
    private async Task ConnectAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_options.Host, _options.Port, cancellationToken);
            await connection.ConnectAsync(new MailServerStream(socket), _options.Host, _options.Port, Tls, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Tls => _options.Tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    // One mechanism, one attempt: a wrong password that is tried by every mechanism locks the account.
    private static SaslMechanism Login(SmtpClient client, string user, string password)
    {
        if (client.AuthenticationMechanisms.Contains("PLAIN"))
            return new SaslMechanismPlain(Encoding.UTF8, user, password);
        if (client.AuthenticationMechanisms.Contains("LOGIN"))
            return new SaslMechanismLogin(Encoding.UTF8, user, password);
        throw new NoMailServerException("the mail server offers neither AUTH PLAIN nor AUTH LOGIN", "Subscriptions:Smtp:User asks for one");
    }

    private static NoMailServerException? ReasonOf(Exception failure) => failure switch
    {
        NoMailServerException reason => reason,
        SmtpCommandException refused =>
            new NoMailServerException($"the mail server refused the connection: {SmtpCode.Of(refused)}", "its greeting, or its reply to EHLO or STARTTLS"),
        AuthenticationException refused => new NoMailServerException($"the mail server refused the credentials: {SmtpCode.Of(refused)}", "its reply to AUTH"),
        SslHandshakeException { InnerException: System.Security.Authentication.AuthenticationException } =>
            new NoMailServerException("the mail server's certificate cannot be trusted", "the TLS handshake failed"),
        NotSupportedException => new NoMailServerException("the mail server offers no STARTTLS", "Subscriptions:Smtp:Tls asks for it"),
        SmtpProtocolException => new NoMailServerException("the mail server cannot be reached", "it hung up, or what it sent is no SMTP reply"),
        IOException or SocketException or SslHandshakeException =>
            new NoMailServerException("the mail server cannot be reached", (failure.InnerException ?? failure).Message),
        _ => null,
    };
}
