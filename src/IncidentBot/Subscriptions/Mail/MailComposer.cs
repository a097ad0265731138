using System.Globalization;
using System.Net.Mail;
using System.Text;
using IncidentBot.Subscriptions.Audience;
using MimeKit;
using NodaTime;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>What makes one mail different from all others.</summary>
/// <param name="Id">The part of the mail's id before the at sign: the same in each attempt, so that a receiver who gets the mail twice can tell.</param>
/// <param name="At">The mail's date.</param>
internal sealed record MailIdentity(string Id, Instant At)
{
    /// <summary>What the mails about one incident have in common; null for a mail that stands alone.</summary>
    public string? Thread { get; init; }

    /// <summary>Where one POST unsubscribes (RFC 8058); null for a mail that was asked for.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>Composes mails: plain text, and the same as simple HTML.</summary>
/// <param name="from">The sender.</param>
/// <param name="host">The host at which the ids are unique.</param>
internal sealed class MailComposer(MailAddress from, string host)
{
    private const int LongestSubject = 250;

    public MimeMessage Compose(EmailAddress to, MailWords words, MailIdentity identity)
    {
        // Without the headers that MimeKit would add by itself, such as a date that differs in each attempt.
        var message = new MimeMessage(Enumerable.Empty<Header>()) { Date = identity.At.ToDateTimeOffset() };
        message.From.Add(new MailboxAddress(OneLine(from.DisplayName), from.Address));
        message.To.Add(new MailboxAddress("", to.Value));
        message.Subject = Subject(words.Subject);
        message.MessageId = $"{identity.Id}@{host}";
        if (identity.Thread is { } thread)
            message.References.Add($"{thread}@{host}");
        if (identity.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListId, $"<updates.{host}>");
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        // Out-of-office programs must not answer.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new MultipartAlternative(Part("plain", words.Text), Part("html", words.Html)) { Boundary = $"part-{identity.Id}" };
        return message;
    }

    // Base64: no word of a person's can be taken for a boundary or the end of the mail, and no server on the way changes a line.
    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }

    private static string Subject(string text)
    {
        if (text.Length <= LongestSubject)
            return OneLine(text);
        var end = char.IsHighSurrogate(text[LongestSubject - 2]) ? LongestSubject - 2 : LongestSubject - 1;
        return OneLine(text[..end]).TrimEnd() + "…";
    }

    // Whatever the words are, they end no header: each character that ends a line anywhere becomes a space.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var ends = char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            line.Append(ends ? ' ' : character);
        }

        return line.ToString();
    }
}
