using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>The codes of a mail server's reply, without its text: that may repeat an address.</summary>
internal static class SmtpCode
{
    /// <summary>Such as <c>550 5.1.1</c>: the code, and the enhanced one that most servers put before their text (RFC 3463).</summary>
    public static string Of(SmtpCommandException refused) => Of((int)refused.StatusCode, refused.Message);

    public static string Of(int code, string text) => Enhanced(text) is { } enhanced
        ? string.Create(CultureInfo.InvariantCulture, $"{code} {enhanced}")
        : code.ToString(CultureInfo.InvariantCulture);

    /// <remarks>MailKit puts the code before the text, but for 534.</remarks>
    public static string Of(AuthenticationException refused) =>
        refused.Message is [var first, var second, var third, ':', ' ', .. var text] && int.TryParse([first, second, third], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? Of(code, text)
            : Of((int)SmtpStatusCode.AuthenticationMechanismTooWeak, refused.Message);

    /// <summary>The enhanced code at the beginning of a reply's text; null when there is none.</summary>
    public static string? Enhanced(string text) =>
        text.Split([' ', '\n'], 2)[0] is { Length: >= 5 and <= 9 } word && word[1] == '.' && word.All(character => char.IsAsciiDigit(character) || character == '.') ? word : null;
}
