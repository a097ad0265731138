using System.Text.RegularExpressions;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.People;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Converts a Slack message to plain text for a title or the timeline.</summary>
internal static partial class MessageText
{
    /// <summary>Decodes the text of a message: mentions, links and dates become plain words, and decoration is removed.</summary>
    public static async Task<string> PlainAsync(string escaped, PersonDirectory people, CancellationToken cancellationToken)
    {
        var text = new CommandText(Bold().Replace(Decoration().Replace(escaped, ""), "$1"));
        var unnamed = text.Tokens.OfType<TextToken.UserMention>().Where(mention => string.IsNullOrEmpty(mention.Label)).Select(mention => mention.Id);
        return text.Plain(0, names: await people.NamesAsync(unnamed, cancellationToken));
    }

    /// <summary>The key of a message in the timeline: pin, reaction and shortcut share it, so a message is added once.</summary>
    public static string TimelineKey(string channelId, string ts) => $"timeline:{channelId}:{ts}";

    // The quotation mark and the emoji before the first word of a line, or before the first word after its time. A line of only those stays.
    [GeneratedRegex(
        @"(?:^[ \t]*(?:>|&gt;){0,3}[ \t]*|(?<=^<!date\^[^<>\n]*>[ \t]*))(?::[a-z0-9_+'-]+:[ \t]*)*(?=[^\s:>])",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"(?<![\w*/])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();
}
