using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>
/// A real mail server on a port of its own, strict: it takes commands in their order only, ASCII only, lines ended by CR and LF and no longer than allowed, and
/// whatever else it is given ends the connection and is remembered as a fault of the client.
/// </summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly X509Certificate2 _certificate = NewCertificate();
    private readonly Task _accepting;

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What a client must trust to speak TLS with it.</summary>
    public X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(_certificate.RawData)];

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersTls { get; set; }

    /// <summary>Whether TLS begins with the first byte.</summary>
    public bool IsTlsFromTheStart { get; set; }

    /// <summary>Said in the clear right behind its answer to STARTTLS, as somebody in between would.</summary>
    public string Injected { get; set; } = "";

    /// <summary>What must be said to log in, and by which way; null lets everybody in.</summary>
    public (string User, string Password, string Way)? Login { get; set; }

    /// <summary>Its answer to a recipient; null takes them.</summary>
    public Func<string, string?> AnswerToRecipient { get; set; } = _ => null;

    /// <summary>Its answer at the end of a mail; null takes it, an empty one closes the connection without a word although it has the mail.</summary>
    public Func<ReceivedMail, string?> AnswerToMail { get; set; } = _ => null;

    /// <summary>Its answer to whoever sends; null takes them.</summary>
    public string? AnswerToSender { get; set; }

    public string Greeting { get; set; } = "220 mx.example.com ESMTP";

    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>What clients did that no client may.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public int Connections => _connections.Count;

    public IReadOnlyList<ReceivedMail> To(string address) => [.. Mails.Where(mail => mail.Recipient == address)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _certificate.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var conversation = new Conversation(this, client.GetStream());
                if (IsTlsFromTheStart)
                    await conversation.SecureAsync(_stop.Token);
                await conversation.RunAsync(_stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private sealed class Conversation(SmtpServer server, Stream stream) : IAsyncDisposable
    {
        private const int LongestLine = 998;

        private readonly byte[] _read = new byte[8_192];
        private int _next;
        private int _end;
        private Stream _stream = stream;
        private bool _isSecured = server.IsTlsFromTheStart;
        private bool _isGreeted;
        private bool _isIn = server.Login is null;
        private string? _sender;
        private string? _recipient;

        public async Task SecureAsync(CancellationToken cancellationToken)
        {
            var secured = new SslStream(_stream);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server._certificate }, cancellationToken);
            (_stream, _isSecured) = (secured, true);
        }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await SayAsync(server.Greeting, cancellationToken);
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                var word = line.Split(' ')[0].ToUpperInvariant();
                if (word == "QUIT")
                {
                    await SayAsync("221 Bye", cancellationToken);
                    return;
                }

                if (await AnswerAsync(word, line, cancellationToken) is not { } answer)
                    return;
                await SayAsync(answer, cancellationToken);
                if (answer.StartsWith("421", StringComparison.Ordinal))
                    return;
                if (word == "STARTTLS" && answer.StartsWith("220", StringComparison.Ordinal))
                {
                    await SecureAsync(cancellationToken);
                    (_isGreeted, _sender, _recipient) = (false, null, null);
                }
            }
        }

        public ValueTask DisposeAsync() => _stream.DisposeAsync();

        private async Task<string?> AnswerAsync(string word, string line, CancellationToken cancellationToken)
        {
            switch (word)
            {
                case "EHLO" when line.Length > 5:
                    _isGreeted = true;
                    return string.Join("\r\n", Offers());
                case "STARTTLS" when server.OffersTls && _isGreeted && !_isSecured:
                    return "220 Go ahead" + server.Injected;
                case "AUTH" when server.Login is not null && _isGreeted && !_isIn:
                    return await LogInAsync(line, cancellationToken);
                case "RSET":
                    (_sender, _recipient) = (null, null);
                    return "250 2.0.0 OK";
                case "MAIL" when _isGreeted && _isIn && _sender is null && Path(line, "MAIL FROM:") is { } sender:
                    if (server.AnswerToSender is { } no)
                        return no;
                    _sender = sender;
                    return "250 2.1.0 OK";
                case "RCPT" when _sender is not null && Path(line, "RCPT TO:") is { } recipient:
                    if (server.AnswerToRecipient(recipient) is { } refused)
                        return refused;
                    _recipient = recipient;
                    return "250 2.1.5 OK";
                case "DATA" when _recipient is not null && line == "DATA":
                    await SayAsync("354 End data with <CR><LF>.<CR><LF>", cancellationToken);
                    return await ReceiveAsync(cancellationToken);
                case "MAIL" when !_isIn:
                    return "530 5.7.0 Authentication required";
                default:
                    server.Faults.Enqueue($"out of order or unknown: {line}");
                    return "503 5.5.1 Bad sequence of commands";
            }
        }

        private IEnumerable<string> Offers()
        {
            yield return "250-mx.example.com";
            if (server.OffersTls && !_isSecured)
                yield return "250-STARTTLS";
            if (server.Login is { } login && (_isSecured || !server.OffersTls))
                yield return $"250-AUTH {login.Way}";
            yield return "250 ENHANCEDSTATUSCODES";
        }

        private async Task<string> LogInAsync(string line, CancellationToken cancellationToken)
        {
            var (user, password, way) = server.Login!.Value;
            var said = line.Split(' ');
            if (said[1] != way)
                return "504 5.5.4 Unrecognized authentication type";
            string given;
            if (way == "PLAIN")
            {
                given = Encoding.UTF8.GetString(Convert.FromBase64String(said[2]));
            }
            else
            {
                await SayAsync("334 VXNlcm5hbWU6", cancellationToken);
                var name = Encoding.UTF8.GetString(Convert.FromBase64String(await ReadLineAsync(cancellationToken) ?? ""));
                await SayAsync("334 UGFzc3dvcmQ6", cancellationToken);
                given = $"\0{name}\0{Encoding.UTF8.GetString(Convert.FromBase64String(await ReadLineAsync(cancellationToken) ?? ""))}";
            }

            _isIn = given == $"\0{user}\0{password}";
            return _isIn ? "235 2.7.0 Welcome" : "535 5.7.8 Authentication credentials invalid";
        }

        private async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
        {
            var lines = new List<string>();
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                if (line != ".")
                {
                    lines.Add(line.StartsWith('.') ? line[1..] : line);
                    continue;
                }

                var mail = new ReceivedMail(_sender!, _recipient!, string.Join("\r\n", lines) + "\r\n", _isSecured);
                (_sender, _recipient) = (null, null);
                var answer = server.AnswerToMail(mail);
                if (string.IsNullOrEmpty(answer))
                    server.Mails.Enqueue(mail);
                return answer switch { null => "250 2.0.0 Queued", "" => null, _ => answer };
            }

            return null;
        }

        private static string? Path(string line, string before) =>
            line.StartsWith(before + "<", StringComparison.OrdinalIgnoreCase) && line.EndsWith('>') && line.Count(character => character is '<' or '>') == 2
                ? line[(before.Length + 1)..^1]
                : null;

        private Task SayAsync(string line, CancellationToken cancellationToken) => _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken).AsTask();

        /// <summary>A line; null when the client has gone or does not keep to the rules.</summary>
        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            while (_next < _end || await FillAsync(cancellationToken))
            {
                var one = _read[_next++];
                if (one == '\n')
                {
                    if (line is [.., (byte)'\r'] && !line.SkipLast(1).Contains((byte)'\r'))
                        return Encoding.ASCII.GetString([.. line.SkipLast(1)]);
                    server.Faults.Enqueue("a line ends with LF alone");
                    return null;
                }

                line.Add(one);
                if (one is > 126 or 0 || line.Count > LongestLine + 1)
                {
                    server.Faults.Enqueue("a byte that is not ASCII, or a line that is too long");
                    return null;
                }
            }

            return null;
        }

        private async Task<bool> FillAsync(CancellationToken cancellationToken)
        {
            (_next, _end) = (0, await _stream.ReadAsync(_read, cancellationToken));
            return _end > 0;
        }
    }
}
