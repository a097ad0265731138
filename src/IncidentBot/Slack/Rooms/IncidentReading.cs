using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>Builds the recap, the timeline and the list that a person asks for. Only that person sees them.</summary>
internal sealed class IncidentReading(
    IDatabase database, IncidentLookup lookup, RoomStore rooms, TimelineStore timeline, IncidentPolicy policy, SlackEdgeSettings settings, Clock clock)
{
    private const int MostEntries = 200;
    private const int StoryLength = 2900;

    public async Task<Message> RecapAsync(Incident incident, CancellationToken cancellationToken)
    {
        var room = await database.ReadAsync(session => rooms.FindAsync(session, incident.Id), cancellationToken);
        return RecapMessage.For(incident, room, policy, settings, clock.Now);
    }

    public async Task<Message> TimelineAsync(Incident incident, CancellationToken cancellationToken)
    {
        var entries = await database.ReadAsync(session => timeline.LatestAsync(session, incident.Id, MostEntries), cancellationToken);
        var story = TimelineWords.Story(incident, entries, StoryLength - Say.TitleLength);
        return new Message($"Timeline of {incident.Id}", [new SectionBlock(new Markdown(story))]);
    }

    public async Task<Message> ListAsync(PersonId asker, CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(session => lookup.OpenForAsync(session, asker), cancellationToken);
        return ListLines.List(open, policy, clock.Now);
    }
}
