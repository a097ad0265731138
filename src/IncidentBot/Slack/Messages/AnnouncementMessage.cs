using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Rooms;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The one message about an incident in the announcement channel, edited as things change. Never made for a confidential one.</summary>
internal static class AnnouncementMessage
{
    /// <exception cref="InvalidOperationException">The incident is confidential: its words reach no announcement.</exception>
    public static Message For(Incident incident, Room? room, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        if (incident.IsConfidential)
            throw new InvalidOperationException($"{incident.Id} is confidential and must not be announced.");

        var first = $"{Say.Mark(incident, policy)} {Say.Name(incident)}";
        var second = $"{Mrkdwn.Escape(incident.Severity)}, {Say.PhaseWord(incident.Phase)} · {(room is null ? "no room yet" : Mrkdwn.Channel(room.ChannelId))} · lead {Say.PersonOr(incident.Lead, "nobody yet")}";
        if (incident.CustomerImpact)
            second += $" · customers notice · messenger {Say.PersonOr(incident.Messenger, "nobody yet")}";
        if (incident.MergedInto is { } other)
            second += $" · goes on in {other}";
        if (incident.PublicState is not null && settings.StatusPageUrl is { } page)
            second += $" · {Mrkdwn.Link(page.AbsoluteUri, "status page")}";

        var lines = incident.Summary is { } summary && incident.Phase != Phase.Merged
            ? $"{first}\n{second}\n{Mrkdwn.EscapeAndFit(summary, 500)}"
            : $"{first}\n{second}";
        return new Message($"{incident.Id} {Say.Title(incident)}: {Mrkdwn.Escape(incident.Severity)}, {Say.PhaseWord(incident.Phase)}", [new SectionBlock(new Markdown(lines))]);
    }
}
