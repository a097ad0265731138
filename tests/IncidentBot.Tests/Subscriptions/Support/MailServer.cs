using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>A mail server of the SmtpServer library on a port of its own. A test says what it offers and how it answers; what a client does wrong is remembered as a fault.</summary>
internal sealed class MailServer : IAsyncDisposable, IEndpointDefinition, ICertificateFactory, IMailboxFilter, IMessageStore, IUserAuthenticator
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, ISessionContext> _sessions = [];
    private readonly X509Certificate2 _certificate = TestCertificate.New();
    private readonly Task _running;
    private int _connections;

    public MailServer()
    {
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => Port = ((IPEndPoint)started.LocalEndPoint).Port;
        var services = new ServiceProvider();
        services.Add(listeners);
        services.Add((IMailboxFilter)this);
        services.Add((IMessageStore)this);
        services.Add((IUserAuthenticator)this);
        services.Add(new Commands(this));
        var server = new global::SmtpServer.SmtpServer(
            new SmtpServerOptionsBuilder().ServerName("mx.example.com").Endpoint(this).CustomSmtpGreeting(_ => Greeting).NetworkBufferSize(4_096).Build(), services);
        server.SessionCreated += (_, created) => Begin(created.Context);
        server.SessionCompleted += (_, ended) => _sessions.TryRemove(ended.Context.SessionId, out ISessionContext? _);
        server.SessionFaulted += (_, ended) => _sessions.TryRemove(ended.Context.SessionId, out ISessionContext? _);
        _running = server.StartAsync(_stop.Token);
    }

    public int Port { get; private set; }

    /// <summary>What a client must trust to speak TLS with it.</summary>
    public X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(_certificate.RawData)];

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersTls { get; set; }

    /// <summary>Whether TLS begins with the first byte.</summary>
    public bool IsTlsFromTheStart { get; set; }

    /// <summary>Whether it offers SMTPUTF8.</summary>
    public bool OffersUtf8 { get; set; } = true;

    /// <summary>Whether it offers PIPELINING. Its library does not turn Nagle's algorithm off, so every mail then takes 40 ms.</summary>
    public bool OffersPipelining { get; set; }

    /// <summary>Whether it knows EHLO.</summary>
    public bool KnowsEhlo { get; set; } = true;

    /// <summary>The credentials it wants, and the only mechanism it offers; null lets everyone in.</summary>
    public (string User, string Password, string Mechanism)? Login { get; set; }

    public string Greeting { get; set; } = "220 mx.example.com ESMTP";

    /// <summary>Its answer to a sender; null accepts.</summary>
    public string? AnswerToSender { get; set; }

    /// <summary>Its answer to a recipient; null accepts.</summary>
    public Func<string, string?> AnswerToRecipient { get; set; } = _ => null;

    /// <summary>Its answer to the end of a mail; null accepts, an empty one closes the connection although it has the mail.</summary>
    public Func<ReceivedMail, string?> AnswerToMail { get; set; } = _ => null;

    /// <summary>What it waits for before that answer. It has the mail by then.</summary>
    public Task BeforeAnswer { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>What clients did that no client may.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>How many times a client gave credentials.</summary>
    public int Logins { get; private set; }

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections;

    public IReadOnlyList<ReceivedMail> To(string address) => [.. Mails.Where(mail => mail.Recipient == address)];

    /// <summary>Closes every connection without a word.</summary>
    public void HangUp()
    {
        foreach (var session in _sessions.Values)
            session.Pipe.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _certificate.Dispose();
        _stop.Dispose();
    }

    IPEndPoint IEndpointDefinition.Endpoint { get; } = new(IPAddress.Loopback, 0);

    bool IEndpointDefinition.IsSecure => IsTlsFromTheStart;

    bool IEndpointDefinition.AuthenticationRequired => Login is not null;

    bool IEndpointDefinition.AllowUnsecureAuthentication => true;

    TimeSpan IEndpointDefinition.SessionTimeout { get; } = TimeSpan.FromHours(1);

    ICertificateFactory? IEndpointDefinition.CertificateFactory => OffersTls || IsTlsFromTheStart ? this : null;

    SslProtocols IEndpointDefinition.SupportedSslProtocols => SslProtocols.None;

    X509Certificate ICertificateFactory.GetServerCertificate(ISessionContext sessionContext) => _certificate;

    Task<bool> IUserAuthenticator.AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        Logins++;
        return Task.FromResult(Login is { } login && (login.User, login.Password) == (user, password));
    }

    Task<bool> IMailboxFilter.CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Answer(context, AnswerToSender);

    Task<bool> IMailboxFilter.CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Answer(context, AnswerToRecipient(to.AsAddress()));

    async Task<SmtpResponse> IMessageStore.SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var bytes = buffer.ToArray();
        var isUtf8 = transaction.Parameters.ContainsKey("SMTPUTF8");
        Check(bytes, isUtf8);
        var mail = new ReceivedMail(transaction.From.AsAddress(), transaction.To.Single().AsAddress(), Encoding.UTF8.GetString(bytes) + "\r\n", context.Pipe.IsSecure) { IsUtf8 = isUtf8 };
        var answer = AnswerToMail(mail);
        if (string.IsNullOrEmpty(answer))
            Mails.Enqueue(mail);
        await BeforeAnswer.WaitAsync(cancellationToken);
        if (answer == "")
            context.Pipe.Dispose();
        return Read(string.IsNullOrEmpty(answer) ? "250 2.0.0 Queued" : answer);
    }

    private static SmtpResponse Read(string answer) => new((SmtpReplyCode)int.Parse(answer.AsSpan(0, 3), CultureInfo.InvariantCulture), answer[4..]);

    private static Task<bool> Answer(ISessionContext context, string? answer)
    {
        if (answer is null)
            return Task.FromResult(true);
        var refusal = new SmtpResponseException(Read(answer), quit: answer.StartsWith("421", StringComparison.Ordinal));
        context.Properties[nameof(Answer)] = refusal;
        throw refusal;
    }

    private void Begin(ISessionContext context)
    {
        Interlocked.Increment(ref _connections);
        _sessions[context.SessionId] = context;
        context.ResponseException += (_, raised) =>
        {
            if (!_stop.IsCancellationRequested && !ReferenceEquals(context.Properties.TryGetValue(nameof(Answer), out var meant) ? meant : null, raised.Exception))
                Faults.Enqueue($"answered {(int)raised.Exception.Response.ReplyCode} {raised.Exception.Response.Message}");
        };
    }

    private void Check(ReadOnlySpan<byte> mail, bool isUtf8)
    {
        const int LongestLine = 998;
        if (!isUtf8 && mail.ContainsAnyExceptInRange((byte)1, (byte)126))
            Faults.Enqueue("a byte that is not ASCII");
        foreach (var line in mail.Split("\r\n"u8))
        {
            if (mail[line].ContainsAny((byte)'\r', (byte)'\n') || mail[line].Length > LongestLine)
                Faults.Enqueue("a line that ends with CR or LF alone, or is too long");
        }
    }

    private sealed class Commands(MailServer server) : SmtpCommandFactory
    {
        public override SmtpCommand CreateEhlo(string domainOrAddress) =>
            server.KnowsEhlo ? new Ehlo(server, domainOrAddress) : throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.CommandNotImplemented, "5.5.1 EHLO is not known here"));
    }

    private sealed class Ehlo(MailServer server, string domainOrAddress) : EhloCommand(domainOrAddress)
    {
        protected override IEnumerable<string> GetExtensions(ISessionContext context) => base.GetExtensions(context)
            .Where(extension => (server.OffersUtf8 || extension != "SMTPUTF8") && (server.OffersPipelining || extension != "PIPELINING"))
            .Select(extension => extension.StartsWith("AUTH ", StringComparison.Ordinal) ? $"AUTH {server.Login?.Mechanism}" : extension)
            .Where(extension => extension != "AUTH ")
            .Append("ENHANCEDSTATUSCODES");
    }
}
