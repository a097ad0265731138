using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>A mail as a server got it, read as a mail program would.</summary>
internal sealed partial record ReceivedMail(string Sender, string Recipient, string Raw, bool IsSecured)
{
    public string Subject => Header("Subject")!;

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    /// <summary>The first link to a page of ours that is not the status page itself.</summary>
    public Uri Link(string path) => new(Links().Matches(Text).Select(match => match.Value).First(link => link.Contains(path, StringComparison.Ordinal)));

    public string? Header(string name) => Headers(Raw).TryGetValue(name, out var value) ? value : null;

    /// <summary>Names as they stand, each once.</summary>
    public static Dictionary<string, string> Headers(string entity)
    {
        var head = entity[..entity.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => Decode(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
    }

    private string Part(string type)
    {
        var boundary = Boundary().Match(Header("Content-Type")!).Groups[1].Value;
        var part = Raw.Split($"--{boundary}").First(part => part.Contains($"Content-Type: {type}", StringComparison.Ordinal)).TrimStart('\r', '\n');
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal))).ReplaceLineEndings("\n");
    }

    private static string Decode(string value) =>
        Words().Replace(Between().Replace(value, "?==?"), match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"to {Recipient}: {Subject}");

    [GeneratedRegex(@"\?= =\?")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex Words();

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}
