using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>
/// Which incident somebody means, if they may see it. A confidential one exists only for the people in it: in its room, or by their role. For
/// everybody else it is not there, whatever they ask.
/// </summary>
internal sealed class IncidentLookup(IncidentStore incidents, RoomStore rooms, FormStore forms)
{
    private const int MostOpen = 500;

    public async Task<Incident?> FindAsync(DbSession session, IncidentRef? target, string channelId, PersonId asker)
    {
        var here = await rooms.IncidentOfAsync(session, channelId);
        var id = target switch
        {
            null => here,
            IncidentRef.ByNumber byNumber => byNumber.Id,
            IncidentRef.ByRoom byRoom => await rooms.IncidentOfAsync(session, byRoom.ChannelId),
            _ => throw new InvalidOperationException($"An unknown way to name an incident: {target.GetType().Name}."),
        };
        if (id is not { } number || await incidents.FindAsync(session, number) is not { } incident)
            return null;
        return here == number || MaySee(incident, asker) ? incident : null;
    }

    /// <summary>The incident a form was opened for. Whoever was let in when it opened may submit it; anybody else only what they may see anyway.</summary>
    public async Task<Incident?> FindForFormAsync(DbSession session, string viewId, string metadata, PersonId asker)
    {
        if (await forms.FindAsync(session, viewId, asker) is { } opened)
            return await incidents.FindAsync(session, opened);
        return IncidentId.TryParse(metadata, out var id) && await incidents.FindAsync(session, id) is { } incident && MaySee(incident, asker) ? incident : null;
    }

    /// <summary>Open incidents this person may see, the newest first, with their rooms.</summary>
    public async Task<IReadOnlyList<(Incident Incident, Room? Room)>> OpenForAsync(DbSession session, PersonId asker)
    {
        var roomOf = (await rooms.OfOpenAsync(session)).ToDictionary(room => room.IncidentId);
        var open = await incidents.OpenAsync(session, MostOpen);
        return [.. open.Where(incident => MaySee(incident, asker)).Select(incident => (incident, roomOf.GetValueOrDefault(incident.Id.Number)))];
    }

    public static bool MaySee(Incident incident, PersonId asker) => !incident.IsConfidential || incident.Involves(asker);
}
