using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The texts a channel itself carries: topic, purpose and name.</summary>
internal static class RoomTexts
{
    /// <summary>Slack's limit for topic and purpose.</summary>
    private const int Limit = 250;

    /// <summary>A topic shows no formatting but does show people (R77).</summary>
    public static string Topic(Incident incident)
    {
        var roles = $"Lead: {Say.PersonOr(incident.Lead, "nobody yet")}";
        if (incident.CustomerImpact || incident.Messenger is not null)
            roles += $" | Messenger: {Say.PersonOr(incident.Messenger, "nobody yet")}";
        var start = $"{Mrkdwn.EscapeAndFit(incident.Severity, 40)}, {Say.PhaseWord(incident.Phase)} | {roles} | ";
        return start + Mrkdwn.EscapeAndFit(incident.Title, Math.Max(20, Limit - start.Length));
    }

    /// <summary>Marks a channel as this incident's: the exact moment of declaration tells it from any other of that number.</summary>
    public static string Purpose(Incident incident) =>
        $"The room of {incident.Id}, declared {incident.DeclaredAt.ToString("uuuu-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture)} UTC.";

    /// <summary>Deterministic, so that a second try finds what the first one made. A confidential title stays out of it.</summary>
    public static string ChannelNameOf(Incident incident) =>
        ChannelName.From("inc", incident.Id.Number, incident.IsConfidential ? "private" : incident.Title);
}
