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
    public static string Of(AuthenticationException refused)
    {
        var parts = refused.Message.Split(": ", 2);
        return parts is [{ Length: 3 } digits, var text] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? Of(code, text)
            : Of((int)SmtpStatusCode.AuthenticationMechanismTooWeak, refused.Message);
    }

    /// <summary>The enhanced code at the beginning of a reply's text; null when there is none.</summary>
    public static string? Enhanced(string text)
    {
        var word = text.Split([' ', '\n'], 2)[0];
        return word.Length is >= 5 and <= 9 && word[1] == '.' && word.All(character => char.IsAsciiDigit(character) || character == '.') ? word : null;
    }
}
