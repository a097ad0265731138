using System.Globalization;
using System.Text;

namespace IncidentBot.Slack.BlockKit;

/// <summary>Writes Slack's mrkdwn. Only this class escapes: user text passes <see cref="Escape"/> exactly once.</summary>
/// <remarks>See https://docs.slack.dev/messaging/formatting-message-text.</remarks>
public static class Mrkdwn
{
    /// <summary>The user's text such that it is shown literally: without mentions, disguised links or formatting.</summary>
    /// <remarks>
    /// The text is cleaned by <see cref="VisibleText.Clean"/>. Formatting characters get an invisible space on both sides, because mrkdwn has no
    /// backslash escape.
    /// </remarks>
    public static string Escape(string userText) => EscapeAndFit(userText, int.MaxValue);

    /// <summary>
    /// As <see cref="Escape"/>, with at most <paramref name="max"/> UTF-16 units after escaping. A longer text is cut between visible characters and
    /// ends with an ellipsis.
    /// </summary>
    public static string EscapeAndFit(string userText, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return new MrkdwnEscaper(VisibleText.Clean(userText), max).Escape();
    }

    /// <summary>Mentions a person; a new message notifies them if they are in the channel.</summary>
    public static string User(string id) => $"<@{Id(id)}>";

    /// <summary>Links to a channel. People outside a private channel do not see its name.</summary>
    public static string Channel(string id) => $"<#{Id(id)}>";

    /// <summary>Mentions all members of a user group.</summary>
    public static string UserGroup(string id) => $"<!subteam^{Id(id)}>";

    /// <summary>A link with user text as its label. For a URL other than http, https or mailto only the label is shown.</summary>
    public static string Link(string url, string label)
    {
        var text = Escape(label.ReplaceLineEndings(" "));
        return Address(url) is { } address ? $"<{address}|{text}>" : text;
    }

    /// <summary>An instant in the reader's own time zone.</summary>
    /// <param name="instant">The instant; Slack shows seconds at most.</param>
    /// <param name="format">Slack's tokens and text, such as <c>{date_short_pretty} at {time}</c>.</param>
    /// <param name="fallback">For clients without date support; it should name the zone.</param>
    public static string Date(DateTimeOffset instant, string format, string fallback)
    {
        if (format.AsSpan().ContainsAny("<>^|&\n"))
            throw new ArgumentException("A date's format must not contain < > ^ | & or a line break.", nameof(format));
        if (VisibleText.IsBlank(fallback))
            throw new ArgumentException("A date needs a fallback.", nameof(fallback));

        var seconds = instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"<!date^{seconds}^{format}|{Escape(fallback.ReplaceLineEndings(" "))}>";
    }

    private static string Id(string id) =>
        id.Length > 0 && id.All(char.IsAsciiLetterOrDigit)
            ? id
            : throw new ArgumentException("An ID from Slack has only letters and digits.", nameof(id));

    private static string? Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https" or "mailto"))
            return null;

        // AbsoluteUri has already encoded spaces, brackets and line breaks. Only the bar and the ampersand remain.
        var address = new StringBuilder(uri.AbsoluteUri)
            .Replace("|", "%7C").Replace("<", "%3C").Replace(">", "%3E").Replace("&", "&amp;");
        return address.ToString();
    }
}
