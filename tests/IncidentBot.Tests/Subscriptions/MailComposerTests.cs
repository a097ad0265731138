using System.Net.Mail;
using System.Text;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using MimeKit;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

internal sealed class MailComposerTests
{
    private static readonly MailIdentity Identity = new("incident.1.2.3", Instant.FromUnixTimeSeconds(1_700_000_000));

    [TestCase("plain")]
    [TestCase("Grüße: 障害 🚧 und mehr als in ein einziges kodiertes Wort passt, damit es ihrer zwei werden")]
    [TestCase("two  spaces")]
    [TestCase("")]
    public void The_words_arrive_as_they_were_written(string words)
    {
        var mail = Read(Compose(words));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Subject, Is.EqualTo(words));
            Assert.That(mail.Text, Does.StartWith(words + "\n\nFirst line\nsecond line\n\n"));
            Assert.That(mail.Html, Does.Contain("First line<br>second line"));
        }
    }

    [TestCase("x\r\nBcc: victim@example.com")]
    [TestCase("x\nBcc: victim@example.com")]
    [TestCase("x\rBcc: victim@example.com")]
    [TestCase("x\u2028Bcc: victim@example.com")]
    [TestCase("x\u2029Bcc: victim@example.com")]
    [TestCase("x?=\r\nBcc: victim@example.com")]
    [TestCase("x\0\u0085\u000bBcc: victim@example.com\r\n\r\nbody")]
    [TestCase("x\r\n Bcc: victim@example.com\r\n.\r\nMAIL FROM:<victim@example.com>")]
    public void Words_cannot_add_a_header_or_end_one(string words)
    {
        foreach (var isInternational in new[] { false, true })
        {
            using var message = Compose(words, new MailAddress("status@example.com", words.Replace('\0', ' ')));

            var mail = Read(message, isInternational);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(mail.HeaderNames, Is.EqualTo(new[] { "Date", "From", "To", "Subject", "Message-Id", "Auto-Submitted", "MIME-Version", "Content-Type" }));
                Assert.That(mail.Message().To.Concat(mail.Message().Cc).Concat(mail.Message().Bcc).ToString(), Does.Not.Contain("victim"));
                Assert.That(mail.Raw.Split("\r\n\r\n")[0].Split("\r\n"), Has.None.Contains("\r").And.None.Contains("\n").And.None.Contains("\u2028").And.None.Contains("\u0085"));
            }
        }
    }

    [Test]
    public void Every_line_is_ASCII_and_short_enough()
    {
        using var message = Compose(new string('ä', 900), identity: Identity with { Unsubscribe = new Uri("https://status.example.com/status/unsubscribe?token=" + SecretText.New()) });

        var lines = Read(message).Raw.Split("\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.All.Length.LessThanOrEqualTo(200));
            Assert.That(lines.SelectMany(line => line), Has.All.InRange(' ', '~'));
        }
    }

    [Test]
    public void A_mail_is_the_same_in_each_attempt()
    {
        var (first, second) = (Read(Compose("words")), Read(Compose("words")));

        Assert.That(second.Raw, Is.EqualTo(first.Raw));
    }

    [Test]
    public void One_post_is_enough_to_unsubscribe()
    {
        var mail = Read(Compose("x", identity: Identity with { Unsubscribe = new Uri("https://status.example.com/status/unsubscribe?token=abc") }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Header("List-Unsubscribe"), Is.EqualTo("<https://status.example.com/status/unsubscribe?token=abc>"));
            Assert.That(mail.Header("List-Unsubscribe-Post"), Is.EqualTo("List-Unsubscribe=One-Click"));
            Assert.That(mail.Header("List-Id"), Is.EqualTo("<updates.status.example.com>"));
        }
    }

    [Test]
    public void Programs_can_tell_what_the_mail_is_and_what_it_belongs_to()
    {
        var mail = Read(Compose("x", identity: Identity with { Thread = "incident.1.2" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Header("Message-ID"), Is.EqualTo("<incident.1.2.3@status.example.com>"));
            Assert.That(mail.Header("References"), Is.EqualTo("<incident.1.2@status.example.com>"));
            Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
            Assert.That(mail.Header("Date"), Is.EqualTo("Tue, 14 Nov 2023 22:13:20 +0000"));
            Assert.That(mail.Header("MIME-Version"), Is.EqualTo("1.0"));
            Assert.That(mail.Message().Body!.ContentType.MimeType, Is.EqualTo("multipart/alternative"));
        }
    }

    [TestCase(249, ExpectedResult = 250)]
    [TestCase(248, ExpectedResult = 249)]
    [TestCase(3, ExpectedResult = 8)]
    public int A_long_subject_is_cut_between_characters(int plain)
    {
        var subject = Read(Compose(new string('x', plain) + "🚧🚧" + (plain < 100 ? "!" : new string('y', 500)))).Subject;

        Assert.That(subject, Does.Not.Contain("\uFFFD"));
        return subject.Length;
    }

    [Test]
    public void An_international_domain_is_written_in_ASCII()
    {
        using var message = Compose("x", to: "you@bücher.example");

        Assert.That(Read(message).Raw, Does.Contain("\r\nTo: you@xn--bcher-kva.example\r\n"));
    }

    private static MimeMessage Compose(string words, MailAddress? from = null, MailIdentity? identity = null, string to = "one@example.com") =>
        new MailComposer(from ?? new MailAddress("status@example.com"), "status.example.com").Compose(
            EmailAddress.TryParse(to, out var recipient) ? recipient : throw new InvalidOperationException(),
            new MailWords(words, words, ["First line\nsecond line"], null, []),
            identity ?? Identity);

    private static ReceivedMail Read(MimeMessage message, bool isInternational = false)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.International) = (NewLineFormat.Dos, isInternational);
        using var raw = new MemoryStream();
        message.WriteTo(format, raw);
        return new ReceivedMail("status@example.com", "one@example.com", Encoding.UTF8.GetString(raw.ToArray()), IsSecured: false);
    }
}
