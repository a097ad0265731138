using System.Net.Mail;
using System.Text;
using IncidentBot.Configuration;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Handing mails to a real mail server.</summary>
internal sealed class MailRelayTests
{
    private static readonly byte[] Words = Encoding.ASCII.GetBytes("Subject: x\r\n\r\n.\r\n..dots\r\nend");

    private readonly MovableTime _time = new();
    private SmtpServer _server = null!;

    [SetUp]
    public void Start() => _server = new SmtpServer();

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails.Single(), Is.EqualTo(new ReceivedMail("status@example.com", "one@example.com", "Subject: x\r\n\r\n.\r\n..dots\r\nend\r\n", IsSecured: false)));
            Assert.That(_server.Faults, Is.Empty);
        }
    }

    [Test]
    public async Task Mails_share_a_connection_and_a_refused_one_does_not_spoil_it()
    {
        _server.AnswerToRecipient = recipient => recipient == "gone@example.com" ? "550 5.1.1 gone@example.com: no such user" : null;
        await using var relay = Relay();

        await relay.SendAsync("one@example.com", Words, CancellationToken.None);
        var refused = await relay.SendAsync("gone@example.com", Words, CancellationToken.None);
        await relay.SendAsync("two@example.com", Words, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.EqualTo(new MailOutcome.RecipientRefused("550 5.1.1")));
            Assert.That(_server.Mails.Select(mail => mail.Recipient), Is.EqualTo(new[] { "one@example.com", "two@example.com" }));
            Assert.That(_server.Connections, Is.EqualTo(1));
            Assert.That(_server.Faults, Is.Empty);
        }
    }

    [TestCase("550 5.1.10 null MX", ExpectedResult = "RecipientRefused { Code = 550 5.1.10 }")]
    [TestCase("550 5.1.6 moved", ExpectedResult = "RecipientRefused { Code = 550 5.1.6 }")]
    [TestCase("550 no such user", ExpectedResult = "Refused { Code = RCPT TO: 550 }")]
    [TestCase("550 5.1.0 sender rejected", ExpectedResult = "Refused { Code = RCPT TO: 550 5.1.0 }")]
    [TestCase("553 5.1.7 bad sender address", ExpectedResult = "Refused { Code = RCPT TO: 553 5.1.7 }")]
    [TestCase("550 5.1.8 sender domain not found", ExpectedResult = "Refused { Code = RCPT TO: 550 5.1.8 }")]
    [TestCase("550 5.2.1 disabled", ExpectedResult = "RecipientRefused { Code = 550 5.2.1 }")]
    [TestCase("554 5.7.1 relay access denied", ExpectedResult = "Refused { Code = RCPT TO: 554 5.7.1 }")]
    [TestCase("550 5.7.1 relaying denied", ExpectedResult = "Refused { Code = RCPT TO: 550 5.7.1 }")]
    [TestCase("450 4.2.0 greylisted", ExpectedResult = "Later { Reason = 450 4.2.0 }")]
    [TestCase("451-4.3.0 line one\r\n451 4.3.0 line two", ExpectedResult = "Later { Reason = 451 4.3.0 }")]
    [TestCase("421 4.3.2 shutting down", ExpectedResult = "Later { Reason = 421 4.3.2 }")]
    public async Task<string> An_answer_to_a_recipient_is_understood(string answer)
    {
        _server.AnswerToRecipient = _ => answer;
        await using var relay = Relay();

        return (await relay.SendAsync("one@example.com", Words, CancellationToken.None)).ToString();
    }

    [TestCase("", "Unknown")]
    [TestCase("452 4.3.1 disk full", "Later")]
    [TestCase("554 5.6.0 spam", "Refused")]
    public async Task An_answer_at_the_end_of_a_mail_is_understood(string answer, string kind)
    {
        _server.AnswerToMail = _ => answer;
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        Assert.That(outcome.GetType().Name, Is.EqualTo(kind));
    }

    [Test]
    public async Task A_connection_that_the_server_closed_meanwhile_costs_nothing()
    {
        await using var relay = Relay();
        _server.AnswerToMail = mail => mail.Recipient == "one@example.com" ? null : "421 4.3.2 closing";
        await relay.SendAsync("one@example.com", Words, CancellationToken.None);
        await relay.SendAsync("two@example.com", Words, CancellationToken.None);
        _server.AnswerToMail = _ => null;

        var outcome = await relay.SendAsync("three@example.com", Words, CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
    }

    [Test]
    public async Task A_server_that_is_away_is_left_alone_for_a_moment()
    {
        _server.Greeting = "554 5.3.2 closed";
        await using var relay = Relay();

        var first = await relay.SendAsync("one@example.com", Words, CancellationToken.None);
        var second = await relay.SendAsync("two@example.com", Words, CancellationToken.None);
        var knocked = _server.Connections;
        _server.Greeting = "220 back";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(new MailOutcome.Later("the mail server refused us: greeting: 554 5.3.2")));
            Assert.That(second, Is.EqualTo(first));
            Assert.That(knocked, Is.EqualTo(1));
            Assert.That(relay.RestsBecause, Is.Not.Null);
        }
    }

    [Test]
    public async Task A_server_that_takes_nothing_from_us_is_left_alone_too()
    {
        _server.AnswerToSender = "550 5.7.1 not yours";
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.SenderRefused("550 5.7.1")));
            Assert.That(relay.RestsBecause, Does.Contain("550 5.7.1"));
        }
    }

    [TestCase(SmtpTls.StartTls, "PLAIN")]
    [TestCase(SmtpTls.StartTls, "LOGIN")]
    [TestCase(SmtpTls.Implicit, "PLAIN")]
    public async Task Logs_in_behind_tls(SmtpTls tls, string way)
    {
        _server.OffersTls = tls == SmtpTls.StartTls;
        _server.IsTlsFromTheStart = tls == SmtpTls.Implicit;
        _server.Login = ("us", "sesame ✓", way);
        await using var relay = Relay(options => options with { Tls = tls, User = "us", Password = "sesame ✓" }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails.Single().IsSecured, Is.True);
        }
    }

    [Test]
    public async Task A_wrong_password_is_said_without_the_password()
    {
        _server.OffersTls = true;
        _server.Login = ("us", "right", "PLAIN");
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls, User = "us", Password = "wrong" }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server refused us: AUTH: 535 5.7.8")));
    }

    [Test]
    public async Task A_certificate_nobody_vouches_for_is_refused()
    {
        _server.OffersTls = true;
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls });

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server's certificate cannot be trusted")));
    }

    [Test]
    public async Task A_server_without_tls_is_not_spoken_to_in_the_clear()
    {
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        Assert.That(outcome.ToString(), Does.Contain("offers no STARTTLS"));
    }

    [Test]
    public async Task What_was_sent_before_tls_is_not_believed()
    {
        _server.OffersTls = true;
        _server.Injected = "\r\n250 trust me";
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com", Words, CancellationToken.None);

        Assert.That(outcome.ToString(), Does.Contain("before TLS began"));
    }

    private MailRelay Relay(Func<SmtpOptions, SmtpOptions>? change = null, bool trusts = false)
    {
        var options = new SmtpOptions { Host = "localhost", Port = _server.Port, Tls = SmtpTls.None, From = new MailAddress("status@example.com") };
        options = change is null ? options : change(options);
        var connector = new SmtpConnector(options, "status.example.com", trusts ? _server.Roots : null, _time);
        return new MailRelay(connector, options, _time, NullLogger<MailRelay>.Instance);
    }
}
