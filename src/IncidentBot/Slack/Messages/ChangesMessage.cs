using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>One message that collects small changes for a while, so that ten changes are not ten messages.</summary>
internal static class ChangesMessage
{
    private const int Limit = 2900;

    /// <summary>Whether this kind of event is a line of the message.</summary>
    public static bool IsLine(IncidentEvent happened) => happened is
        IncidentEvent.LeadAssigned or IncidentEvent.MessengerAssigned or IncidentEvent.PhaseChanged or IncidentEvent.SeverityChanged
        or IncidentEvent.Renamed or IncidentEvent.CustomerImpactChanged or IncidentEvent.Snoozed or IncidentEvent.NextUpdatePromised;

    /// <summary>Null when there is no line to show. A change with a message of its own has no line here.</summary>
    public static Message? For(IReadOnlyCollection<TimelineEntry> entries)
    {
        var withOwnMessage = entries.Where(entry => EventMessages.HasOwnMessage(entry.Event)).Select(entry => entry.Version).ToHashSet();
        var lines = entries.Where(entry => IsLine(entry.Event) && !withOwnMessage.Contains(entry.Version)).Select(Line).ToList();
        if (lines.Count == 0)
            return null;

        // Whole lines only: a cut line could end in half a mention.
        var left = Limit;
        var shown = lines.AsEnumerable().Reverse().TakeWhile(line => (left -= line.Length + 1) >= 0).Reverse();
        return new Message(lines[^1], [new SectionBlock(new Markdown(string.Join('\n', shown)))]);
    }

    // For a role, the line names the new holder and not the person who typed the command.
    private static string Line(TimelineEntry entry) => entry.Event switch
    {
        IncidentEvent.LeadAssigned assigned =>
            $"{Say.At(entry.At)} :fire_engine: {Say.Person(assigned.Person)} has the lead{Instead(assigned.Previous)}",
        IncidentEvent.MessengerAssigned assigned =>
            $"{Say.At(entry.At)} :loudspeaker: {Say.Person(assigned.Person)} is the messenger{Instead(assigned.Previous)}",
        _ => $"{Say.At(entry.At)} {Say.Person(entry.By)} {TimelineWords.What(entry)}",
    };

    private static string Instead(PersonId? previous) => previous is { } person ? $" (was {Say.Person(person)})" : "";
}
