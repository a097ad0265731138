using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>
/// An e-mail address that can stand in a header and in an SMTP command as it is: letters, digits and the marks a mailbox has without quotes. Quoted and
/// international mailboxes are refused; an international domain is taken in its ASCII form.
/// </summary>
internal readonly record struct EmailAddress
{
    // RFC 5321, 4.5.3.1
    private const int LongestMailbox = 64;
    private const int Longest = 254;
    private const string Marks = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>In small letters: hardly anybody has two mailboxes that differ in case, and many write theirs both ways.</summary>
    public string Value { get; }

    /// <summary>Whose address it is, as far as that can be told: <c>name+anything@host</c> reaches the same person as <c>name@host</c>.</summary>
    public string Person => Value.IndexOf('+', StringComparison.Ordinal) is var plus and > 0 ? Value[..plus] + Value[Value.LastIndexOf('@')..] : Value;

    public override string ToString() => Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > Longest || !IsMailbox(trimmed.AsSpan(0, at)) || Domain(trimmed[(at + 1)..]) is not { } domain)
            return false;
        var value = $"{trimmed[..at]}@{domain}";
        if (value.Length > Longest)
            return false;
        address = new EmailAddress(value.ToLowerInvariant());
        return true;
    }

    private static bool IsMailbox(ReadOnlySpan<char> mailbox)
    {
        if (mailbox.Length > LongestMailbox || mailbox[0] == '.' || mailbox[^1] == '.' || mailbox.IndexOf("..") >= 0)
            return false;
        foreach (var character in mailbox)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !Marks.Contains(character, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static string? Domain(string text)
    {
        try
        {
            var ascii = Domains.GetAscii(text).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
