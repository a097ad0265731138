using IncidentBot.SlackEdge.Commands;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>What people said in Slack, as plain words for the timeline.</summary>
internal static class MessageText
{
    /// <summary>Decodes a message's text: mentions and links become words that notify nobody.</summary>
    public static string Plain(string escaped) => new CommandText(escaped).Plain(0);

    /// <summary>One message is in the timeline once, however it got there: pin, reaction or shortcut.</summary>
    public static string TimelineKey(string channelId, string ts) => $"timeline:{channelId}:{ts}";
}
