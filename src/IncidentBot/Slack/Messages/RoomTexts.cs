using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The texts of the channel itself: topic, purpose and name.</summary>
internal static class RoomTexts
{
    /// <summary>Slack's limit for topic and purpose.</summary>
    private const int Limit = 250;

    /// <summary>A topic shows mentions of people, but no other formatting.</summary>
    public static string Topic(Incident incident)
    {
        var roles = $"Lead: {Say.PersonOr(incident.Lead, "none yet")}";
        if (incident.CustomerImpact || incident.Messenger is not null)
            roles += $" | Messenger: {Say.PersonOr(incident.Messenger, "none yet")}";
        var start = $"{Mrkdwn.EscapeAndFit(incident.Severity, 40)}, {Say.PhaseWord(incident.Phase)} | {roles} | ";
        return start + Mrkdwn.EscapeAndFit(incident.Title, Math.Max(20, Limit - start.Length));
    }

    /// <summary>Marks a channel as the room of this incident. The exact time of declaration distinguishes it from other incidents of that number.</summary>
    public static string Purpose(Incident incident) =>
        $"The room of {incident.Id}, declared {incident.DeclaredAt.ToString("uuuu-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} UTC.";

    /// <summary>Deterministic, so that a retry finds the channel of the first attempt. A confidential title is left out.</summary>
    public static string ChannelNameOf(Incident incident) =>
        ChannelName.From("inc", incident.Id.Number, incident.IsConfidential ? "private" : incident.Title);
}
