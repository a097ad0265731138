using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using IncidentBot.Configuration;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>A relay to a mail server of the test, with a clock that stands still until it is moved.</summary>
internal sealed class TestRelay : IAsyncDisposable
{
    private static readonly MailAddress From = new("status@example.com", "Example Status");

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<MailRelay> _relay;

    public TestRelay(int port, Func<SmtpOptions, SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "localhost", Port = port, Tls = SmtpTls.None, From = From };
        options = change is null ? options : change(options);
        _relay = new(() => new MailRelay(new SmtpConnector(new SmtpSetup(options, "status.example.com") { TrustedRoots = TrustedRoots }, Time, _stopping.Token), options, Time, Logger));
    }

    public FakeTimeProvider Time { get; } = new();

    public X509Certificate2Collection? TrustedRoots { get; init; }

    public ILogger<MailRelay> Logger { get; init; } = NullLogger<MailRelay>.Instance;

    public string? RestsBecause => _relay.Value.RestsBecause;

    public async Task<MailOutcome> SendAsync(string recipient, string text = "Some words.", CancellationToken cancellationToken = default)
    {
        var to = EmailAddress.TryParse(recipient, out var address) ? address : throw new ArgumentException("no address", nameof(recipient));
        using var message = new MailComposer(From, "status.example.com").Compose(to, new MailWords("Subject", "Heading", [text], null, []), new MailIdentity("x.1", Instant.FromUnixTimeSeconds(0)));
        return await _relay.Value.SendAsync(message, cancellationToken);
    }

    /// <summary>The program begins to stop.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        if (_relay.IsValueCreated)
            await _relay.Value.DisposeAsync();
        _stopping.Dispose();
    }
}
