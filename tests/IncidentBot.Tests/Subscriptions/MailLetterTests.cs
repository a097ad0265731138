using System.Net.Mail;
using System.Text;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

internal sealed class MailLetterTests
{
    [TestCase("plain")]
    [TestCase("Grüße: 障害 🚧 und mehr als in ein einziges kodiertes Wort passt, damit es ihrer zwei werden")]
    [TestCase("")]
    public void Says_what_was_meant(string words)
    {
        var mail = Read(Letter(words, words + "\nsecond line", $"<p>{words}</p>"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Subject, Is.EqualTo(words));
            Assert.That(mail.Text, Is.EqualTo(words + "\nsecond line"));
            Assert.That(mail.Html, Is.EqualTo($"<p>{words}</p>"));
        }
    }

    [TestCase("x\r\nBcc: victim@example.com")]
    [TestCase("x\nBcc: victim@example.com")]
    [TestCase("x\rBcc: victim@example.com")]
    [TestCase("x\u2028Bcc: victim@example.com")]
    [TestCase("x?=\r\nBcc: victim@example.com")]
    [TestCase("x\0\u0085\u000bBcc: victim@example.com\r\n\r\nbody")]
    public void No_words_make_a_header_of_their_own(string words)
    {
        var letter = Letter(words, words, words) with { From = new MailAddress("status@example.com", words.Replace('\0', ' ')) };

        var mail = Read(letter);

        Assert.That(ReceivedMail.Headers(mail.Raw).Keys, Is.EqualTo(new[] { "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type" }));
    }

    [Test]
    public void Every_line_is_ASCII_and_short_enough()
    {
        var letter = Letter(new string('ä', 900), new string('ö', 20_000), new string('ü', 20_000)) with { Unsubscribe = new Uri("https://status.example.com/status/unsubscribe?token=" + SecretText.New()) };

        var lines = Encoding.Latin1.GetString(letter.ToBytes()).Split("\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.All.Length.LessThanOrEqualTo(200));
            Assert.That(lines.SelectMany(line => line), Has.All.InRange(' ', '~'));
        }
    }

    [Test]
    public void One_post_is_enough_to_end_it()
    {
        var mail = Read(Letter("x", "x", "x") with { Unsubscribe = new Uri("https://status.example.com/status/unsubscribe?token=abc") });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Header("List-Unsubscribe"), Is.EqualTo("<https://status.example.com/status/unsubscribe?token=abc>"));
            Assert.That(mail.Header("List-Unsubscribe-Post"), Is.EqualTo("List-Unsubscribe=One-Click"));
        }
    }

    private static MailLetter Letter(string subject, string text, string html) => new()
    {
        From = new MailAddress("status@example.com"),
        To = EmailAddress.TryParse("one@example.com", out var to) ? to : throw new InvalidOperationException(),
        Subject = subject,
        Text = text,
        Html = html,
        At = Instant.FromUnixTimeSeconds(1_700_000_000),
        Id = "incident.1.1",
        Host = "status.example.com",
    };

    private static ReceivedMail Read(MailLetter letter) => new("status@example.com", letter.To.Value, Encoding.ASCII.GetString(letter.ToBytes()), IsSecured: false);
}
