using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Rooms;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The one message about an incident in the announcement channel, edited on each change. A confidential incident has none.</summary>
internal static class AnnouncementMessage
{
    /// <exception cref="InvalidOperationException">The incident is confidential.</exception>
    public static Message For(Incident incident, Room? room, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        if (incident.IsConfidential)
            throw new InvalidOperationException($"{incident.Id} is confidential and must not be announced.");

        var first = $"{Say.Mark(incident, policy)} {Say.Name(incident)}";
        var where = room is null ? "no room yet" : Mrkdwn.Channel(room.ChannelId);
        var second = $"{Mrkdwn.Escape(incident.Severity)}, {Say.PhaseWord(incident.Phase)} · {where} · {Say.Role("lead", incident.Lead)}";
        if (incident.CustomerImpact)
            second += $" · customers notice · {Say.Role("messenger", incident.Messenger)}";
        if (incident.MergedInto is { } other)
            second += $" · goes on in {other}";
        if (incident.PublicState is not null && settings.StatusPageUrl is { } page)
            second += $" · {Mrkdwn.Link(page.AbsoluteUri, "status page")}";

        var lines = incident.Summary is { } summary && incident.Phase != Phase.Merged
            ? $"{first}\n{second}\n{Mrkdwn.EscapeAndFit(summary, 500)}"
            : $"{first}\n{second}";
        var text = $"{incident.Id} {Say.Title(incident)}: {Mrkdwn.Escape(incident.Severity)}, {Say.PhaseWord(incident.Phase)}";
        return new Message(text, [new SectionBlock(new Markdown(lines))]);
    }
}
