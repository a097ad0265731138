using System.Globalization;
using System.Net.Mail;
using System.Text;
using IncidentBot.Subscriptions.Audience;
using NodaTime;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>
/// A mail as it goes over the wire (RFC 5322, MIME): plain text, and the same as simple HTML. Whatever is put in, a header is one line: words become encoded words, and
/// nothing that ends a line gets through.
/// </summary>
internal sealed record MailLetter
{
    // RFC 2047, 2: an encoded word is at most 75 characters, 12 of them its frame. Base64 turns 3 bytes into 4 characters.
    private const int BytesAWord = 45;
    private const int LongestSubject = 250;

    public required MailAddress From { get; init; }

    public required EmailAddress To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public required Instant At { get; init; }

    /// <summary>What is left of the at sign in the mail's id: the same in each try, so that a receiver who gets it twice can tell.</summary>
    public required string Id { get; init; }

    /// <summary>What mails of one story have in common; null for a mail that stands alone.</summary>
    public string? Thread { get; init; }

    /// <summary>The host that the ids are unique at.</summary>
    public required string Host { get; init; }

    /// <summary>Where one post is enough to end this (RFC 8058); null for a mail that was asked for.</summary>
    public Uri? Unsubscribe { get; init; }

    public byte[] ToBytes()
    {
        var boundary = $"part-{Id}";
        var mail = new StringBuilder();
        foreach (var (name, value) in Headers())
            mail.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        mail.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        Part(mail, boundary, "text/plain", Text);
        Part(mail, boundary, "text/html", Html);
        mail.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    private IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("Date", At.ToDateTimeUtc().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        yield return ("From", From.DisplayName.Length == 0 ? $"<{From.Address}>" : $"{Words(From.DisplayName)} <{From.Address}>");
        yield return ("To", $"<{To.Value}>");
        yield return ("Subject", Words(Subject.Length <= LongestSubject ? Subject : Subject[..(LongestSubject - 1)].TrimEnd() + "…"));
        yield return ("Message-ID", $"<{Id}@{Host}>");
        if (Thread is not null)
            yield return ("References", $"<{Thread}@{Host}>");
        if (Unsubscribe is not null)
        {
            yield return ("List-Id", $"<updates.{Host}>");
            yield return ("List-Unsubscribe", $"<{Unsubscribe.AbsoluteUri}>");
            yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        // Out-of-office machines must not answer.
        yield return ("Auto-Submitted", "auto-generated");
        yield return ("MIME-Version", "1.0");
    }

    private static void Part(StringBuilder mail, string boundary, string type, string content)
    {
        mail.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")));
        for (var start = 0; start < base64.Length; start += 76)
            mail.Append(base64.AsSpan(start, Math.Min(76, base64.Length - start))).Append("\r\n");
        mail.Append("\r\n");
    }

    /// <summary>Always as encoded words: nothing in them can be taken for anything else.</summary>
    private static string Words(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesAWord);
        foreach (var rune in text.EnumerateRunes())
        {
            var encoded = Encoding.UTF8.GetBytes(Rune.IsControl(rune) ? " " : rune.ToString());
            if (bytes.Count + encoded.Length > BytesAWord)
                Close();
            bytes.AddRange(encoded);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
