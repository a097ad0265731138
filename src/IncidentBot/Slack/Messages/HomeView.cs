using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Rooms;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The App Home: the open incidents and the button to declare one.</summary>
internal static class HomeView
{
    private const int MostShown = 40;

    public static HomeViewDefinition For(IReadOnlyList<(Incident Incident, Room? Room)> open, IncidentPolicy policy, SlackEdgeSettings settings, Instant now)
    {
        List<Block> blocks =
        [
            new HeaderBlock(ListLines.Count(open)),
            new ActionsBlock([new Button("Declare an incident", Buttons.Declare, style: ButtonStyle.Danger)]),
        ];
        if (ListLines.OpenIn(open) == 0)
            blocks.Add(new SectionBlock(new Markdown("If something looks wrong, declare it: false alarms are welcome.")));
        foreach (var (incident, room) in open.OrderByDescending(one => one.Incident.Phase.IsOpen()).Take(MostShown))
            blocks.Add(new SectionBlock(new Markdown(ListLines.For(incident, room, policy, now))));
        blocks.Add(new ContextBlock(new Markdown(
            "`/incident help` lists what I can do."
            + (settings.StatusPageUrl is { } page ? $" Customers read the {Mrkdwn.Link(page.AbsoluteUri, "status page")}." : ""))));
        return new HomeViewDefinition(blocks);
    }
}

/// <summary>An open incident in two lines, for lists.</summary>
internal static class ListLines
{
    private const int Limit = 2900;

    public static string For(Incident incident, Room? room, IncidentPolicy policy, Instant now)
    {
        var where = room is null ? "no room yet" : Mrkdwn.Channel(room.ChannelId);
        var lead = incident.Lead is { } person ? $"lead {Say.Person(person)}" : "*no lead yet*";
        var state = $"{Mrkdwn.Escape(incident.Severity)}, {Say.PhaseWord(incident.Phase)}";
        return $"{Say.Mark(incident, policy)} {Say.Name(incident)}\n{state} · {where} · {lead}{Overdue(incident, now)}";
    }

    /// <summary>An incident that is resolved and not closed is counted separately from the open ones.</summary>
    public static string Count(IReadOnlyList<(Incident Incident, Room? Room)> open)
    {
        var count = OpenIn(open) switch { 0 => "No open incidents", 1 => "1 open incident", var many => $"{many} open incidents" };
        var left = open.Count - OpenIn(open);
        return left == 0 ? count : $"{count}, {left} resolved and not closed yet";
    }

    public static int OpenIn(IReadOnlyList<(Incident Incident, Room? Room)> open) => open.Count(one => one.Incident.Phase.IsOpen());

    public static Message List(IReadOnlyList<(Incident Incident, Room? Room)> open, IncidentPolicy policy, Instant now)
    {
        if (open.Count == 0)
            return new Message("No open incidents.");
        var left = Limit;
        List<string> lines = [.. open.Select(one => For(one.Incident, one.Room, policy, now)).TakeWhile(line => (left -= line.Length + 1) >= 0)];
        var more = open.Count - lines.Count;
        var text = $"*{Count(open)}*\n{string.Join('\n', lines)}" + (more > 0 ? $"\nand {more} more" : "");
        return new Message(Count(open), [new SectionBlock(new Markdown(text))]);
    }

    private static string Overdue(Incident incident, Instant now)
    {
        List<string> late = [];
        if (incident.InternalClock?.LateAt(now) is not null)
            late.Add("room update");
        if (incident.PublicClock?.LateAt(now) is not null)
            late.Add("public update");
        return late.Count == 0 ? "" : $" · :alarm_clock: {string.Join(" and ", late)} overdue";
    }
}
