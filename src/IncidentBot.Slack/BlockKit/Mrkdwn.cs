using System.Globalization;
using System.Text;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Writes Slack's mrkdwn. This is the one place that knows its escape; people's text goes through <see cref="Escape"/>, exactly once.</summary>
/// <remarks>See https://docs.slack.dev/messaging/formatting-message-text.</remarks>
public static class Mrkdwn
{
    /// <summary>The person's text such that it shows literally: no mention fires, no link is disguised, nothing is formatted.</summary>
    /// <remarks>The text is cleaned by <see cref="VisibleText.Clean"/>. Marks that could format get an invisible space on both sides, because mrkdwn knows no backslash.</remarks>
    public static string Escape(string userText) => EscapeAndFit(userText, int.MaxValue);

    /// <summary>The same, with at most <paramref name="max"/> UTF-16 units after escaping; cut between characters as people see them, with an ellipsis.</summary>
    public static string EscapeAndFit(string userText, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return new MrkdwnEscaper(VisibleText.Clean(userText), max).Escape();
    }

    /// <summary>Mentions a person; in a new message it notifies them if they are in the channel.</summary>
    public static string User(string id) => $"<@{Id(id)}>";

    /// <summary>Links to a channel; those outside a private one do not see its name.</summary>
    public static string Channel(string id) => $"<#{Id(id)}>";

    /// <summary>Mentions everyone in a user group.</summary>
    public static string UserGroup(string id) => $"<!subteam^{Id(id)}>";

    /// <summary>A link with a person's text as its label. An address that is not http, https or mailto is not linked: only the label shows.</summary>
    public static string Link(string url, string label)
    {
        var text = Escape(label.ReplaceLineEndings(" "));
        return Address(url) is { } address ? $"<{address}|{text}>" : text;
    }

    /// <summary>An instant in the reader's own time zone.</summary>
    /// <param name="instant">The instant, shown to the second at most.</param>
    /// <param name="format">Slack's tokens and words, such as <c>{date_short_pretty} at {time}</c>.</param>
    /// <param name="fallback">For clients that cannot show dates; name the zone in it.</param>
    public static string Date(DateTimeOffset instant, string format, string fallback)
    {
        if (format.AsSpan().ContainsAny("<>^|&\n"))
            throw new ArgumentException("A date's format must not hold < > ^ | & or a line break.", nameof(format));
        if (VisibleText.IsBlank(fallback))
            throw new ArgumentException("A date needs a fallback.", nameof(fallback));

        var seconds = instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"<!date^{seconds}^{format}|{Escape(fallback.ReplaceLineEndings(" "))}>";
    }

    private static string Id(string id) =>
        id.Length > 0 && id.All(char.IsAsciiLetterOrDigit)
            ? id
            : throw new ArgumentException("An ID from Slack holds letters and digits only.", nameof(id));

    private static string? Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https" or "mailto"))
            return null;

        // AbsoluteUri has percent-encoded spaces, brackets and line breaks; what is left are the bar and the ampersand.
        var address = new StringBuilder(uri.AbsoluteUri)
            .Replace("|", "%7C").Replace("<", "%3C").Replace(">", "%3E").Replace("&", "&amp;");
        return address.ToString();
    }
}
