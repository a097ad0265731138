using IncidentBot.Configuration;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Handing mails to a real mail server: what each answer means, and which connection a mail goes over.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class MailRelayTests(bool offersPipelining)
{
    private MailServer _server = null!;

    [SetUp]
    public void Start() => _server = new MailServer { OffersPipelining = offersPipelining };

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com", "Some words.\n.\n..dots\nend");

        var mail = _server.Mails.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That((mail.Sender, mail.Recipient, mail.IsSecured, mail.IsUtf8), Is.EqualTo(("status@example.com", "one@example.com", false, false)));
            Assert.That(mail.Text, Does.Contain("Some words.\n.\n..dots\nend"));
            Assert.That(_server.Faults, Is.Empty);
        }
    }

    [Test]
    public async Task Mails_share_a_connection_and_a_refused_one_does_not_spoil_it()
    {
        _server.AnswerToRecipient = recipient => recipient == "gone@example.com" ? "550 5.1.1 gone@example.com: no such user" : null;
        await using var relay = Relay();

        await relay.SendAsync("one@example.com");
        var refused = await relay.SendAsync("gone@example.com");
        await relay.SendAsync("two@example.com");

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
    [TestCase("530 5.7.0 authentication required", ExpectedResult = "Refused { Code = RCPT TO: 530 5.7.0 }")]
    [TestCase("450 4.2.0 greylisted", ExpectedResult = "Later { Reason = 450 4.2.0 }")]
    [TestCase("421 4.3.2 shutting down", ExpectedResult = "Later { Reason = 421 4.3.2 }")]
    public async Task<string> An_answer_to_a_recipient_is_understood(string answer)
    {
        _server.AnswerToRecipient = _ => answer;
        await using var relay = Relay();

        return (await relay.SendAsync("one@example.com")).ToString();
    }

    [TestCase("", "Unknown { Reason = no answer at the end of the mail }")]
    [TestCase("452 4.3.1 disk full", "Later { Reason = 452 4.3.1 }")]
    [TestCase("554 5.6.0 spam", "Refused { Code = end of data: 554 5.6.0 }")]
    public async Task An_answer_at_the_end_of_a_mail_is_understood(string answer, string expected)
    {
        _server.AnswerToMail = _ => answer;
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com");

        Assert.That(outcome.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_connection_that_the_server_announced_to_close_is_not_used_again()
    {
        await using var relay = Relay();
        _server.AnswerToMail = mail => mail.Recipient == "one@example.com" ? null : "421 4.3.2 closing";
        await relay.SendAsync("one@example.com");
        await relay.SendAsync("two@example.com");
        _server.AnswerToMail = _ => null;

        var outcome = await relay.SendAsync("three@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Connections, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_connection_that_the_server_closed_meanwhile_costs_nothing()
    {
        await using var relay = Relay();
        await relay.SendAsync("one@example.com");
        _server.HangUp();

        var outcome = await relay.SendAsync("two@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails.Select(mail => mail.Recipient), Is.EqualTo(new[] { "one@example.com", "two@example.com" }));
            Assert.That(_server.Connections, Is.EqualTo(2));
        }
    }

    [TestCase(19, ExpectedResult = 1)]
    [TestCase(21, ExpectedResult = 2)]
    public async Task<int> A_connection_is_kept_for_twenty_seconds(int seconds)
    {
        await using var relay = Relay();
        await relay.SendAsync("one@example.com");
        relay.Time.Advance(TimeSpan.FromSeconds(seconds));

        await relay.SendAsync("two@example.com");

        return _server.Connections;
    }

    [Test]
    public async Task A_connection_carries_a_hundred_mails()
    {
        _server.OffersPipelining = false;
        await using var relay = Relay();

        for (var mail = 0; mail < 101; mail++)
            await relay.SendAsync("one@example.com");

        Assert.That((_server.Mails.Count, _server.Connections), Is.EqualTo((101, 2)));
    }

    [Test]
    public async Task A_server_that_is_away_is_left_alone_for_a_moment()
    {
        _server.Greeting = "554 5.3.2 closed";
        await using var relay = Relay();

        var first = await relay.SendAsync("one@example.com");
        var second = await relay.SendAsync("two@example.com");
        var (tried, rests) = (_server.Connections, relay.RestsBecause);
        _server.Greeting = "220 back";
        relay.Time.Advance(MailRelay.Rest);
        var third = await relay.SendAsync("three@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(new MailOutcome.Later("the mail server refused the connection: 554 5.3.2")));
            Assert.That(second, Is.EqualTo(first));
            Assert.That((tried, rests), Is.EqualTo((1, "the mail server refused the connection: 554 5.3.2")));
            Assert.That((third, relay.RestsBecause), Is.EqualTo((new MailOutcome.Accepted(), (string?)null)));
        }
    }

    [TestCase("550 5.7.1 not yours", "550 5.7.1")]
    [TestCase("530 5.7.0 authentication required", "530 5.7.0")]
    public async Task A_server_that_takes_nothing_from_us_is_left_alone_too(string answer, string code)
    {
        _server.AnswerToSender = answer;
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.SenderRefused(code)));
            Assert.That(relay.RestsBecause, Is.EqualTo($"the mail server refuses From ({code})"));
        }
    }

    [TestCase(SmtpTls.StartTls, "PLAIN")]
    [TestCase(SmtpTls.StartTls, "LOGIN")]
    [TestCase(SmtpTls.StartTls, "PLAIN LOGIN")]
    [TestCase(SmtpTls.Implicit, "PLAIN")]
    public async Task Logs_in_behind_tls(SmtpTls tls, string mechanism)
    {
        _server.OffersTls = tls == SmtpTls.StartTls;
        _server.IsTlsFromTheStart = tls == SmtpTls.Implicit;
        _server.Login = ("us", "sesame ✓", mechanism);
        await using var relay = Relay(options => options with { Tls = tls, User = "us", Password = "sesame ✓" }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails.Single().IsSecured, Is.True);
        }
    }

    [Test]
    public async Task A_wrong_password_is_tried_once_and_reported_without_the_password()
    {
        _server.OffersTls = true;
        _server.Login = ("us", "right", "PLAIN LOGIN");
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls, User = "us", Password = "wrong" }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server refused the credentials: 535")));
            Assert.That(_server.Logins, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_server_with_none_of_our_mechanisms_is_not_given_the_password()
    {
        _server.OffersTls = true;
        _server.Login = ("us", "right", "CRAM-MD5");
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls, User = "us", Password = "right" }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com");

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server offers neither AUTH PLAIN nor AUTH LOGIN")));
    }

    [TestCase(SmtpTls.StartTls, "localhost", false)]
    [TestCase(SmtpTls.Implicit, "localhost", false)]
    [TestCase(SmtpTls.StartTls, "127.0.0.1", true)]
    [TestCase(SmtpTls.Implicit, "127.0.0.1", true)]
    public async Task A_certificate_of_an_unknown_root_or_for_another_name_is_refused(SmtpTls tls, string host, bool trusts)
    {
        _server.OffersTls = tls == SmtpTls.StartTls;
        _server.IsTlsFromTheStart = tls == SmtpTls.Implicit;
        await using var relay = Relay(options => options with { Tls = tls, Host = host }, trusts);

        var outcome = await relay.SendAsync("one@example.com");

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server's certificate cannot be trusted")));
    }

    [Test]
    public async Task A_server_without_tls_is_not_spoken_to_in_the_clear()
    {
        await using var relay = Relay(options => options with { Tls = SmtpTls.StartTls }, trusts: true);

        var outcome = await relay.SendAsync("one@example.com");

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("the mail server offers no STARTTLS")));
    }

    [Test]
    public async Task A_server_that_refuses_EHLO_is_greeted_with_HELO()
    {
        _server.KnowsEhlo = false;
        await using var relay = Relay();

        var outcome = await relay.SendAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails, Has.Count.EqualTo(1));
        }
    }

    [TestCase("jörg@example.com")]
    [TestCase("用户@example.com")]
    public async Task A_mailbox_outside_ASCII_is_reached_by_SMTPUTF8(string recipient)
    {
        await using var relay = Relay();

        var outcome = await relay.SendAsync(recipient);

        var mail = _server.Mails.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That((mail.IsUtf8, mail.Recipient, mail.Message().To.ToString()), Is.EqualTo((true, recipient, recipient)));
        }
    }

    [Test]
    public async Task Where_SMTPUTF8_is_not_offered_a_mailbox_outside_ASCII_is_refused_and_nothing_is_sent()
    {
        _server.OffersUtf8 = false;
        await using var relay = Relay();

        var refused = await relay.SendAsync("jörg@example.com");
        var other = await relay.SendAsync("one@example.com");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.EqualTo(new MailOutcome.Refused("the mail server offers no SMTPUTF8, which this address needs")));
            Assert.That(other, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That(_server.Mails.Select(mail => mail.Recipient), Is.EqualTo(new[] { "one@example.com" }));
            Assert.That(relay.RestsBecause, Is.Null);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_international_domain_is_encoded_and_needs_no_SMTPUTF8(bool offersUtf8)
    {
        _server.OffersUtf8 = offersUtf8;
        await using var relay = Relay();

        var outcome = await relay.SendAsync("you@bücher.example");

        var mail = _server.Mails.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That((mail.Recipient, mail.IsUtf8), Is.EqualTo(("you@xn--bcher-kva.example", false)));
            Assert.That(_server.Faults, Is.Empty);
        }
    }

    private TestRelay Relay(Func<SmtpOptions, SmtpOptions>? change = null, bool trusts = false) => new(_server.Port, change) { TrustedRoots = trusts ? _server.Roots : null };
}
