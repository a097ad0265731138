using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Rooms;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The state of an incident, for one reader: the person who asked or has just joined.</summary>
internal static class RecapMessage
{
    public static Message For(Incident incident, Room? room, IncidentPolicy policy, SlackEdgeSettings settings, Instant now)
    {
        var severity = policy.Severities.Get(incident.Severity);
        List<string> lines =
        [
            $"{Say.Mark(incident, policy)} {Say.Name(incident)}",
            $"*Severity* {Mrkdwn.Escape(severity.Key)} (contract: {Mrkdwn.Escape(severity.Contractual)})"
            + $" · *Phase* {Say.PhaseWord(incident.Phase)} · declared {Say.On(incident.DeclaredAt)}",
            $"*Lead* {Say.PersonOr(incident.Lead, "none yet")} · *Messenger* {Say.Messenger(incident, "not needed yet")}"
            + $" · *Customers notice* {(incident.CustomerImpact ? "yes" : "no")}",
            $"*Summary* {(incident.Summary is { } summary ? Say.Text(summary) : "nothing yet")}",
            $"*Last room update* {(incident.LastInternalUpdateAt is { } here ? Say.Ago(here, now) : "none yet")}{Next(incident.InternalClock, now)}",
        ];
        if (!incident.IsConfidential && (incident.CustomerImpact || incident.PublicState is not null))
        {
            var state = incident.PublicState is { } told ? $", _{told.Word()}_" : "";
            var last = incident.LastPublicUpdateAt is { } there ? Say.Ago(there, now) + state : "none yet";
            lines.Add($"*Last public update* {last}{Next(incident.PublicClock, now)}{Waits(incident.Waiting)}");
        }

        if (incident.MergedInto is { } other)
            lines.Add($"It goes on in {other}.");
        if (Links(incident, room, settings) is { Length: > 0 } links)
            lines.Add(links);

        var text = string.Join('\n', lines);
        return new Message($"{incident.Id}: {Mrkdwn.Escape(severity.Key)}, {Say.PhaseWord(incident.Phase)}", [new SectionBlock(new Markdown(text))]);
    }

    private static string Waits(WaitingUpdate? waiting) => waiting switch
    {
        null => "",
        { LeavesAt: { } leavesAt } => $" · one by {Say.Person(waiting.Author)} will be published at {Say.UtcSecond(leavesAt)}",
        _ => $" · one by {Say.Person(waiting.Author)} waits for approval",
    };

    private static string Next(UpdateClock? clock, Instant now)
    {
        if (clock is null)
            return "";
        var snoozed = clock.IsSnoozed && clock.NudgeFrom > now ? $", reminders snoozed until {Say.At(clock.NudgeFrom, now)}" : "";
        return $" · next due {Say.Due(clock.PromisedFor, now)}{snoozed}";
    }

    private static string Links(Incident incident, Room? room, SlackEdgeSettings settings)
    {
        List<string> links = [];
        if (room is not null)
            links.Add($"Room {Mrkdwn.Channel(room.ChannelId)}");
        if (!incident.IsConfidential && settings.StatusPageUrl is { } page)
            links.Add(Mrkdwn.Link(page.AbsoluteUri, "status page"));
        return string.Join(" · ", links);
    }
}
