using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>
/// An e-mail address that can stand in a header and in an SMTP command as it is: letters, digits and the marks that a mailbox may have without quotes.
/// Letters of any script are allowed in the mailbox (RFC 6531). A quoted mailbox is refused. An international domain is kept in its ASCII form.
/// </summary>
internal readonly record struct EmailAddress
{
    // RFC 5321, 4.5.3.1, in bytes of UTF-8.
    private const int LongestMailbox = 64;
    private const int Longest = 254;
    private const string Marks = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>In lower case: hardly anyone has two mailboxes that differ in case, and many people write theirs both ways.</summary>
    public string Value { get; }

    /// <summary>The person behind the address, as far as that can be told: <c>name+anything@host</c> reaches the same person as <c>name@host</c>.</summary>
    public string Person => Value.IndexOf('+', StringComparison.Ordinal) is var plus and > 0 ? Value[..plus] + Value[Value.LastIndexOf('@')..] : Value;

    public override string ToString() => Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > Longest || Mailbox(trimmed[..at]) is not { } mailbox || Domain(trimmed[(at + 1)..]) is not { } domain)
            return false;
        var value = $"{mailbox}@{domain}";
        if (Encoding.UTF8.GetByteCount(value) > Longest)
            return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <summary>A domain's ASCII form; null when it is no domain of the public internet.</summary>
    public static string? Domain(string text)
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

    private static string? Mailbox(string text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal) || !text.EnumerateRunes().All(IsAllowed))
            return null;
        var mailbox = text.Normalize().ToLowerInvariant();
        return Encoding.UTF8.GetByteCount(mailbox) <= LongestMailbox && IsOnlyOneWayToWrite(mailbox) ? mailbox : null;
    }

    private static bool IsAllowed(Rune character) => character.IsAscii
        ? Rune.IsLetterOrDigit(character) || Marks.Contains((char)character.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(character) || Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Full-width letters, ligatures and the like: many ways to write one mailbox would be as many times the limit of mails to it.
    private static bool IsOnlyOneWayToWrite(string mailbox) => mailbox.IsNormalized(NormalizationForm.FormKC);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
