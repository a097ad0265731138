using System.Collections.Concurrent;
using IncidentBot.Configuration;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Mail servers that are broken, and an attacker on the path to one.</summary>
internal sealed class MailServerFaultTests
{
    [Test]
    public async Task A_server_that_hangs_up_within_the_mail_does_not_have_it()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("354 Go on");
            await client.ReadLineAsync();
        });
        await using var relay = new TestRelay(server.Port);

        var outcome = await relay.SendAsync("one@example.com", new string('x', 8_000_000));

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the connection to the mail server broke")));
    }

    [Test]
    public async Task A_server_that_hangs_up_after_the_mail_may_have_it()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.ReadMailAsync();
        });
        await using var relay = new TestRelay(server.Port);

        var outcome = await relay.SendAsync("one@example.com");

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Unknown("no answer at the end of the mail")));
    }

    [TestCase("451-4.3.0 line one\r\n451 4.3.0 line two", ExpectedResult = "Later { Reason = 451 4.3.0 }")]
    [TestCase("550-5.1.1 line one\r\n550 5.1.1 line two", ExpectedResult = "RecipientRefused { Code = 550 5.1.1 }")]
    [TestCase("what?", ExpectedResult = "Later { Reason = the connection to the mail server broke }")]
    [TestCase("550-5.1.1 one\r\n250 other", ExpectedResult = "Later { Reason = the connection to the mail server broke }")]
    public async Task<string> An_unusual_answer_is_understood_and_a_wrong_one_breaks_the_connection(string answer)
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync(answer);
            await client.AnswerAsync("250 OK");
        });
        await using var relay = new TestRelay(server.Port);

        return (await relay.SendAsync("one@example.com")).ToString();
    }

    [Test]
    public async Task A_refusal_holds_even_if_the_server_hangs_up_after_it()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("550 5.1.1 no such user");
        });
        await using var relay = new TestRelay(server.Port);

        Assert.That(await relay.SendAsync("one@example.com"), Is.EqualTo(new MailOutcome.RecipientRefused("550 5.1.1")));
    }

    [Test]
    public async Task A_refusal_before_the_mail_names_its_step()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("554 5.5.1 no");
            await client.AnswerAsync("250 OK");
        });
        await using var relay = new TestRelay(server.Port);

        Assert.That(await relay.SendAsync("one@example.com"), Is.EqualTo(new MailOutcome.Refused("DATA: 554 5.5.1")));
    }

    [Test]
    public async Task A_reply_without_an_end_breaks_the_connection()
    {
        var lines = 0;
        await using var server = new ScriptedMailServer(async client =>
        {
            for (var line = "220-" + new string('x', 1_000); ; lines++)
                await client.SayAsync(line);
        });
        await using var relay = new TestRelay(server.Port);

        var outcome = await relay.SendAsync("one@example.com").WaitAsync(TimeSpan.FromSeconds(10));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server cannot be reached")));
            Assert.That(lines, Is.LessThan(20_000), "what the system buffers aside");
        }
    }

    [Test]
    public async Task What_was_said_before_tls_is_not_believed()
    {
        using var certificate = TestCertificate.New();
        List<string> said = [];
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.SayAsync("220 mx.example.com");
            await client.AnswerAsync("250-mx.example.com\r\n250 STARTTLS");
            // Someone on the path adds a reply that would pass for the server's own inside TLS.
            await client.AnswerAsync("220 Go ahead\r\n250-mx.example.com\r\n250-8BITMIME\r\n250 SMTPUTF8");
            await client.SecureAsync(certificate);
            await client.AnswerAsync("250 mx.example.com");
            await client.ReadLineAsync();
            said = client.Lines;
        });
        await using var relay = new TestRelay(server.Port, options => options with { Tls = SmtpTls.StartTls }) { TrustedRoots = [certificate] };

        var outcome = await relay.SendAsync("jörg@example.com");
        await relay.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Refused("the mail server offers no SMTPUTF8, which this address needs")), "the server has not said so");
            await Eventually.IsTrueAsync(() => said.Count > 0);
            Assert.That(said, Is.EqualTo(new[] { "EHLO status.example.com", "STARTTLS", "EHLO status.example.com", "QUIT" }));
        }
    }

    [Test]
    public async Task A_mailbox_outside_ASCII_at_an_international_domain_is_written_as_it_is_read()
    {
        List<string> said = [];
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.SayAsync("220 mx.example.com");
            await client.AnswerAsync("250-mx.example.com\r\n250-8BITMIME\r\n250 SMTPUTF8");
            await client.ReadMailAsync();
            said = client.Lines;
            await client.SayAsync("250 OK");
        });
        await using var relay = new TestRelay(server.Port);

        var outcome = await relay.SendAsync("用户@例え.example");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(said, Does.Contain("MAIL FROM:<status@example.com> SMTPUTF8").And.Contain("RCPT TO:<用户@例え.example>").And.Contain("To: 用户@例え.example"));
        }
    }

    [Test]
    public async Task The_log_holds_neither_an_address_nor_a_word_of_the_mail_or_the_server()
    {
        var log = new RememberedLog<MailRelay>();
        var greetings = new Queue<string>(["554 5.7.1 one@example.com is not welcome", "what one@example.com?", "220 mx.example.com"]);
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.SayAsync(greetings.Dequeue());
            await client.AnswerAsync("250 mx.example.com");
            await client.AnswerAsync("550 5.7.1 status@example.com may not send to one@example.com");
            await client.AnswerAsync("250 OK");
        });
        await using var relay = new TestRelay(server.Port) { Logger = log };

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await relay.SendAsync("one@example.com", "Secret words.");
            relay.Time.Advance(MailRelay.Rest);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Lines, Has.Count.EqualTo(3));
            Assert.That(log.Lines, Has.None.Contains("@").And.None.Contains("Secret").And.None.Contains("welcome"));
        }
    }

    [Test]
    public async Task One_attempt_is_one_transaction()
    {
        var commands = new List<string>();
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("450 4.2.0 later");
            await client.AnswerAsync("250 OK");
            await client.ReadLineAsync();
            commands.AddRange(client.Lines);
        });
        await using (var relay = new TestRelay(server.Port))
            await relay.SendAsync("one@example.com");

        await Eventually.IsTrueAsync(() => commands.Count > 0);
        Assert.That(commands, Is.EqualTo(new[] { "EHLO status.example.com", "MAIL FROM:<status@example.com>", "RCPT TO:<one@example.com>", "RSET", "QUIT" }));
    }

    private sealed class RememberedLog<T> : ILogger<T>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
