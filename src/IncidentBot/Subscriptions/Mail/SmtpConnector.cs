using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IncidentBot.Configuration;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>A mail server that would not have us, or not the way we were told to come. For operators.</summary>
internal sealed class SmtpRefusedException(string reason) : Exception(reason);

/// <summary>Opens connections to the mail server up to the point where mail can be handed over. Never falls back to less safety than was configured.</summary>
/// <param name="options">Which server, and how.</param>
/// <param name="ourName">What we call ourselves: the host of the public page.</param>
/// <param name="trusted">Roots to trust instead of the system's; null for the system's.</param>
/// <param name="time">The clock of the limits.</param>
internal sealed class SmtpConnector(SmtpOptions options, string ourName, X509Certificate2Collection? trusted, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="SmtpRefusedException">The server said no.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="AuthenticationException">The server's certificate is not to be trusted.</exception>
    public async Task<SmtpSession> OpenAsync(CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, stop.Token);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (options.Tls == SmtpTls.Implicit)
                stream = await SecureAsync(stream, stop.Token);
            var (wire, offers) = await GreetAsync(new SmtpWire(stream), stop.Token);
            stream = wire.Stream;
            if (options is { User: { } user, Password: { } password })
                await LogInAsync(wire, offers, user, password, stop.Token);
            return new SmtpSession(wire, time);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
        {
            await CloseAsync(stream, socket);
            throw new IOException("The mail server did not answer in time.");
        }
        catch
        {
            await CloseAsync(stream, socket);
            throw;
        }
    }

    private async Task<(SmtpWire Wire, IReadOnlyList<string> Offers)> GreetAsync(SmtpWire wire, CancellationToken cancellationToken)
    {
        Expect(await wire.ReadAsync(cancellationToken), 220, "greeting");
        var offers = await HelloAsync(wire, cancellationToken);
        if (options.Tls != SmtpTls.StartTls)
            return (wire, offers);

        if (!offers.Contains("STARTTLS"))
            throw new SmtpRefusedException("it offers no STARTTLS; Subscriptions:Smtp:Tls says so");
        Expect(await wire.AskAsync("STARTTLS", cancellationToken), 220, "STARTTLS");
        // What came in the clear behind the answer would be taken for the server's word inside TLS (CVE-2011-0411).
        if (wire.HasUnread)
            throw new SmtpRefusedException("it said more than it was asked before TLS began");
        var secured = new SmtpWire(await SecureAsync(wire.Stream, cancellationToken));
        return (secured, await HelloAsync(secured, cancellationToken));
    }

    private async Task<IReadOnlyList<string>> HelloAsync(SmtpWire wire, CancellationToken cancellationToken)
    {
        var reply = Expect(await wire.AskAsync($"EHLO {ourName}", cancellationToken), 250, "EHLO");
        return [.. reply.Lines.Skip(1).Select(line => line.Trim().ToUpperInvariant())];
    }

    private async Task<SslStream> SecureAsync(Stream stream, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream);
        var authentication = new SslClientAuthenticationOptions { TargetHost = options.Host, EnabledSslProtocols = SslProtocols.None };
        if (trusted is not null)
        {
            authentication.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            authentication.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        await secured.AuthenticateAsClientAsync(authentication, cancellationToken);
        return secured;
    }

    private static async Task LogInAsync(SmtpWire wire, IReadOnlyList<string> offers, string user, string password, CancellationToken cancellationToken)
    {
        var ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            Expect(await wire.AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken), 235, "AUTH");
            return;
        }

        if (!ways.Contains("LOGIN"))
            throw new SmtpRefusedException("it offers neither AUTH PLAIN nor AUTH LOGIN");
        Expect(await wire.AskAsync("AUTH LOGIN", cancellationToken), 334, "AUTH");
        Expect(await wire.AskAsync(Base64(user), cancellationToken), 334, "AUTH");
        Expect(await wire.AskAsync(Base64(password), cancellationToken), 235, "AUTH");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static SmtpReply Expect(SmtpReply reply, int code, string step) =>
        reply.Code == code ? reply : throw new SmtpRefusedException($"{step}: {reply.Short}");

    private static async Task CloseAsync(Stream? stream, Socket socket)
    {
        if (stream is not null)
            await stream.DisposeAsync();
        socket.Dispose();
    }
}
