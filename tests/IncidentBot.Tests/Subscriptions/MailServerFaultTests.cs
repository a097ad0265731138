using IncidentBot.Configuration;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Mail servers that are slow, silent, broken or not the one they seem to be.</summary>
internal sealed class MailServerFaultTests
{
    private static readonly SmtpLimits Limits = new();

    [TestCase(30)]
    [TestCase(5 * 60)]
    [TestCase((10 * 60) - 1)]
    public async Task A_server_that_answers_late_gets_the_mail_once(int seconds)
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        for (var second = 0; second < seconds; second += 10)
            relay.Time.Advance(TimeSpan.FromSeconds(Math.Min(10, seconds - second)));
        answer.SetResult();
        var outcome = await sending;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That((server.Mails.Count, server.Connections), Is.EqualTo((1, 1)));
        }
    }

    [Test]
    public async Task After_ten_minutes_without_an_answer_the_mail_is_in_doubt()
    {
        await using var server = new MailServer { BeforeAnswer = new TaskCompletionSource().Task };
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        relay.Time.Advance(Limits.EndOfData);

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Unknown("no answer at the end of the mail")));
    }

    [Test]
    public async Task A_mail_that_was_handed_over_is_waited_for_though_its_attempt_should_end()
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        using var attempt = new CancellationTokenSource();
        var sending = relay.SendAsync("one@example.com", cancellationToken: attempt.Token);
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        await attempt.CancelAsync();
        relay.Time.Advance(TimeSpan.FromMinutes(5));
        answer.SetResult();

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Accepted()));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_program_that_stops_waits_for_the_answer_no_longer_than_for_one_to_a_command(bool isStoppedBefore)
    {
        await using var server = new MailServer { BeforeAnswer = new TaskCompletionSource().Task };
        await using var relay = new TestRelay(server.Port);
        if (isStoppedBefore)
            await relay.StopAsync();
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);
        if (!isStoppedBefore)
            await relay.StopAsync();

        relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
        var early = sending.IsCompleted;
        relay.Time.Advance(TimeSpan.FromSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await sending, Is.EqualTo(new MailOutcome.Unknown("no answer at the end of the mail")));
            Assert.That(early, Is.False);
        }
    }

    [Test]
    public async Task While_eight_mails_wait_for_their_answer_no_other_is_begun()
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        var sending = Enumerable.Range(0, MailRelay.MostInFlight).Select(number => relay.SendAsync($"r{number}@example.com")).ToList();
        await Eventually.IsTrueAsync(() => server.Mails.Count == MailRelay.MostInFlight);

        var ninth = await relay.SendAsync("late@example.com");
        var rests = relay.RestsBecause;
        answer.SetResult();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ninth, Is.EqualTo(new MailOutcome.Later("the mail server has yet to answer for 8 mails")));
            Assert.That(rests, Is.EqualTo("the mail server has yet to answer for 8 mails"));
            Assert.That(await Task.WhenAll(sending), Has.All.EqualTo(new MailOutcome.Accepted()));
            Assert.That((server.Connections, relay.RestsBecause), Is.EqualTo((MailRelay.MostInFlight, (string?)null)));
        }
    }

    [Test]
    public async Task A_server_that_says_nothing_is_given_up_after_fifteen_seconds()
    {
        var isHere = new TaskCompletionSource();
        await using var server = new ScriptedMailServer(client =>
        {
            isHere.SetResult();
            return client.HangAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await isHere.Task;

        relay.Time.Advance(Limits.Connection);

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Later("the mail server cannot be reached")));
    }

    [TestCase(0, Description = "MAIL")]
    [TestCase(1, Description = "RCPT")]
    [TestCase(2, Description = "DATA")]
    public async Task A_command_that_is_not_answered_is_given_up_after_twenty_seconds_and_the_mail_is_not_in_doubt(int answered)
    {
        var isSilent = new TaskCompletionSource();
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
            foreach (var answer in new[] { "250 OK", "250 OK" }.Take(answered))
                await client.AnswerAsync(answer);
            await client.ReadLineAsync();
            isSilent.SetResult();
            await client.HangAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await isSilent.Task;

        relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
        var early = sending.IsCompleted;
        relay.Time.Advance(TimeSpan.FromSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await sending, Is.EqualTo(new MailOutcome.Later("the connection to the mail server broke")));
            Assert.That(early, Is.False);
        }
    }

    [Test]
    public async Task Each_command_has_its_twenty_seconds()
    {
        var (asked, answer) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
            foreach (var line in new[] { "250 OK", "250 OK", "354 Go on" })
            {
                await client.ReadLineAsync();
                asked.Release();
                await answer.WaitAsync();
                await client.SayAsync(line);
            }

            while (await client.ReadLineAsync() is not ".")
            {
            }

            await client.SayAsync("250 OK");
            await client.ReadLineAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");

        for (var command = 0; command < 3; command++)
        {
            await asked.WaitAsync();
            relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
            answer.Release();
        }

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Accepted()));
    }

    [Test]
    public async Task A_server_that_hangs_up_within_the_mail_does_not_have_it()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
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
            await GreetAsync(client);
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
    public async Task<string> An_odd_answer_is_understood_or_taken_for_none(string answer)
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
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
            await GreetAsync(client);
            await client.AnswerAsync("250 OK");
            await client.AnswerAsync("550 5.1.1 no such user");
        });
        await using var relay = new TestRelay(server.Port);

        Assert.That(await relay.SendAsync("one@example.com"), Is.EqualTo(new MailOutcome.RecipientRefused("550 5.1.1")));
    }

    [Test]
    public async Task A_refused_mail_command_is_told_by_its_answer()
    {
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
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

        var outcome = await relay.SendAsync("one@example.com");

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
    public async Task Nobody_is_asked_twice_for_one_attempt()
    {
        var commands = new List<string>();
        await using var server = new ScriptedMailServer(async client =>
        {
            await GreetAsync(client);
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

    private static async Task GreetAsync(ScriptedMailServer.Conversation client)
    {
        await client.SayAsync("220 mx.example.com");
        await client.AnswerAsync("250-mx.example.com\r\n250 ENHANCEDSTATUSCODES");
    }
}
