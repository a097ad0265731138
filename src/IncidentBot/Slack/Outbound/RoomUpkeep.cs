using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Maintains the channel itself: its members, pin, topic and bookmarks.</summary>
internal sealed partial class RoomUpkeep(
    IDatabase database, RoomStore rooms, PostStore posts, SlackApiClient slack, SlackEdgeSettings settings, ILogger<RoomUpkeep> logger)
{
    private static readonly TimeSpan RetryUntilHeadline = TimeSpan.FromMilliseconds(250);

    public Task<SendOutcome> CarryOutAsync(SlackIntent intent, Incident incident, Room room, CancellationToken cancellationToken) => intent switch
    {
        SlackIntent.InvitePeople invite => InviteAsync(invite, incident, room, cancellationToken),
        SlackIntent.PinHeadline => PinAsync(incident, room, cancellationToken),
        SlackIntent.KeepTopic => KeepTopicAsync(incident, room, cancellationToken),
        SlackIntent.KeepBookmarks => KeepBookmarksAsync(incident, room, cancellationToken),
        SlackIntent.RejoinRoom => RejoinAsync(incident, room, cancellationToken),
        _ => throw new InvalidOperationException($"{intent.GetType().Name} is not an intent of room upkeep."),
    };

    private async Task<SendOutcome> InviteAsync(SlackIntent.InvitePeople invite, Incident incident, Room room, CancellationToken cancellationToken)
    {
        var outcome = await slack.InviteAsync(room.ChannelId, invite.People, cancellationToken);
        foreach (var error in outcome.Value?.Errors ?? [])
            Log.NotInvited(logger, error.UserId, incident.Id, error.Code);

        // Inviting a member changes nothing, so a lost answer is retried.
        return outcome is SlackOutcome<InviteResponse>.Ambiguous lost ? new SendOutcome.TryLater(lost.Reason) : outcome.ToSendOutcome();
    }

    private async Task<SendOutcome> PinAsync(Incident incident, Room room, CancellationToken cancellationToken)
    {
        var headline = await database.ReadAsync(session => posts.FindAsync(session, incident.Id, PostStore.Headline), cancellationToken);
        if (headline is null)
            return new SendOutcome.Busy(RetryUntilHeadline, "the headline is not posted yet");
        var pinned = await slack.AddPinAsync(room.ChannelId, headline.Ts, cancellationToken);
        return pinned is SlackOutcome<Nothing>.Ambiguous lost ? new SendOutcome.TryLater(lost.Reason) : OptionalOutcome(pinned);
    }

    private async Task<SendOutcome> KeepTopicAsync(Incident incident, Room room, CancellationToken cancellationToken)
    {
        var topic = RoomTexts.Topic(incident);
        if (room.Topic == topic)
            return new SendOutcome.Sent();
        var outcome = await slack.SetTopicAsync(room.ChannelId, topic, cancellationToken);
        if (outcome is SlackOutcome<Nothing>.Ambiguous lost)
            return new SendOutcome.TryLater(lost.Reason);
        if (outcome.IsOk)
            await database.WriteAsync(session => rooms.SetTopicAsync(session, incident.Id, topic), CancellationToken.None);
        return OptionalOutcome(outcome);
    }

    private async Task<SendOutcome> KeepBookmarksAsync(Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential || settings.StatusPageUrl is not { } page)
            return new SendOutcome.Skipped("nothing to bookmark");
        var bookmarks = await slack.ListBookmarksAsync(room.ChannelId, cancellationToken);
        if (bookmarks.Value?.Any(bookmark => bookmark.Link == page.AbsoluteUri) == true)
            return new SendOutcome.Sent();
        return OptionalOutcome(await slack.AddBookmarkAsync(room.ChannelId, "Status page", page.AbsoluteUri, ":loudspeaker:", cancellationToken));
    }

    // The topic can be set only by a member, so the bot joins first. It cannot join a private room: a person invites it.
    private async Task<SendOutcome> RejoinAsync(Incident incident, Room room, CancellationToken cancellationToken)
    {
        var joined = await slack.JoinConversationAsync(room.ChannelId, cancellationToken);
        return joined.IsOk || (joined.Code is { } code && !SlackErrors.IsInstallationDead(code) && !SlackErrors.IsTransient(code))
            ? await KeepTopicAsync(incident, room, cancellationToken)
            : joined.ToSendOutcome();
    }

    // Pin, topic and bookmarks are optional. If Slack refuses one, the row is skipped and logged, and no other row is blocked.
    private static SendOutcome OptionalOutcome<T>(SlackOutcome<T> outcome) =>
        outcome.ToSendOutcome() is SendOutcome.Dead dead ? new SendOutcome.Skipped(dead.Reason) : outcome.ToSendOutcome();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Person} could not be invited to the room of {Incident}: {Code}")]
        public static partial void NotInvited(ILogger logger, string person, IncidentId incident, string code);
    }
}
