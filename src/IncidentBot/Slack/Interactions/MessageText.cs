using System.Text.RegularExpressions;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.People;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>What was said in Slack, as plain words for a title or the timeline.</summary>
internal static partial class MessageText
{
    /// <summary>Decodes a message's text: mentions, links and dates become words that notify nobody, and what only dresses a line falls off.</summary>
    public static async Task<string> PlainAsync(string escaped, PersonDirectory people, CancellationToken cancellationToken)
    {
        var text = new CommandText(Bold().Replace(Dress().Replace(escaped, ""), "$1"));
        var unnamed = text.Tokens.OfType<TextToken.UserMention>().Where(mention => string.IsNullOrEmpty(mention.Label)).Select(mention => mention.Id);
        return text.Plain(0, names: await people.NamesAsync(unnamed, cancellationToken));
    }

    /// <summary>One message is in the timeline once, however it got there: pin, reaction or shortcut.</summary>
    public static string TimelineKey(string channelId, string ts) => $"timeline:{channelId}:{ts}";

    // The mark of a quotation and the pictures before a line's first word, or before its first word after the time. A line of nothing else stays.
    [GeneratedRegex(@"(?:^[ \t]*(?:>|&gt;){0,3}[ \t]*|(?<=^<!date\^[^<>\n]*>[ \t]*))(?::[a-z0-9_+'-]+:[ \t]*)*(?=[^\s:>])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Dress();

    [GeneratedRegex(@"(?<![\w*/])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();
}
