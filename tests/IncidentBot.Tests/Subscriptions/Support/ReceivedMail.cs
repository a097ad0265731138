using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>A mail as a server got it, read as a mail program would.</summary>
internal sealed partial record ReceivedMail(string Sender, string Recipient, string Raw, bool IsSecured)
{
    /// <summary>Whether it was handed over by SMTPUTF8.</summary>
    public bool IsUtf8 { get; init; }

    public string Subject => Message().Subject ?? "";

    public string Text => Message().TextBody!.ReplaceLineEndings("\n");

    public string Html => Message().HtmlBody!.ReplaceLineEndings("\n");

    /// <summary>The first link to a page of ours that is not the status page itself.</summary>
    public Uri Link(string path) => new(Links().Matches(Text).Select(match => match.Value).First(link => link.Contains(path, StringComparison.Ordinal)));

    /// <summary>A header's value, decoded; null when there is none.</summary>
    public string? Header(string name) => Message().Headers[name]?.Trim();

    /// <summary>The names of its headers as any reader finds them: each line that does not go on the one before.</summary>
    public IReadOnlyList<string> HeaderNames =>
        [.. Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(line => line[0] is not (' ' or '\t')).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];

    public MimeMessage Message()
    {
        using var raw = new MemoryStream(Encoding.UTF8.GetBytes(Raw));
        return MimeMessage.Load(raw);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"to {Recipient}: {Subject}");

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}
