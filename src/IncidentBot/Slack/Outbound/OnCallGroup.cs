using IncidentBot.Core.Incidents;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Rooms;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Invites a user group, on call or approvers, to a room before it is mentioned there: a mention reaches only members of the channel.
/// Best effort. No group is invited to a confidential room.
/// </summary>
internal sealed partial class OnCallGroup(SlackApiClient slack, ILogger<OnCallGroup> logger)
{
    // Slack's limit for one invitation.
    private const int MostInvited = 100;

    public async Task InviteAsync(Incident incident, Room room, string id, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential)
            return;
        var groups = await slack.UserGroupsAsync(cancellationToken);
        var people = groups.Value?.FirstOrDefault(group => group.Id == id)?.Users.Take(MostInvited).ToList();
        if (people is not { Count: > 0 })
        {
            Log.NoMembers(logger, id, groups.Code ?? "no members");
            return;
        }

        var invited = await slack.InviteAsync(room.ChannelId, people, cancellationToken);
        if (!invited.IsOk)
            Log.NotInvited(logger, incident.Id, invited.Code ?? invited.GetType().Name);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The user group {Group} could not be invited to a room: {Reason}. Check Paging:OnCallGroup and StatusPage:Publishing:Approvers")]
        public static partial void NoMembers(ILogger logger, string group, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The members of a user group could not be invited to the room of {Incident}: {Code}")]
        public static partial void NotInvited(ILogger logger, IncidentId incident, string code);
    }
}
