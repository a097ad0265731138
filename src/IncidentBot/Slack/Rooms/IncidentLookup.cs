using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>
/// Finds the incident a person means, if that person may see it. A confidential incident is visible only in its room and to the people involved.
/// For others the answer is the same as for an unknown incident.
/// </summary>
internal sealed class IncidentLookup(IncidentStore incidents, RoomStore rooms, FormStore forms)
{
    private const int MostOpen = 500;

    public async Task<Incident?> FindAsync(DbSession session, IncidentRef? target, string channelId, PersonId asker)
    {
        var ofChannel = await rooms.IncidentOfAsync(session, channelId);
        var id = target switch
        {
            null => ofChannel,
            IncidentRef.ByNumber byNumber => byNumber.Id,
            IncidentRef.ByRoom byRoom => await rooms.IncidentOfAsync(session, byRoom.ChannelId),
            _ => throw new InvalidOperationException($"Unknown incident reference {target.GetType().Name}."),
        };
        if (id is not { } number || await incidents.FindAsync(session, number) is not { } incident)
            return null;
        return ofChannel == number || MaySee(incident, asker) ? incident : null;
    }

    /// <summary>The incident a form was opened for. The person it was opened for may submit it; another person must be allowed to see the incident.</summary>
    public async Task<Incident?> FindForFormAsync(DbSession session, string viewId, string metadata, PersonId asker)
    {
        if (await forms.FindAsync(session, viewId, asker) is { } opened)
            return await incidents.FindAsync(session, opened);
        return IncidentId.TryParse(metadata, out var id) && await incidents.FindAsync(session, id) is { } incident && MaySee(incident, asker)
            ? incident
            : null;
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
