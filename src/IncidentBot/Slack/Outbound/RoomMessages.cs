using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Sends the messages of the room and the announcement channel. States are edited in place; news is posted, so that people are notified.</summary>
internal sealed partial class RoomMessages(
    IDatabase database,
    TimelineStore timeline,
    RoomStore rooms,
    IncidentPosts posts,
    ChannelDirectory channels,
    ReminderSender reminders,
    EphemeralSender ephemerals,
    OnCallGroup onCall,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    ILogger<RoomMessages> logger)
{
    public Task<SendOutcome> CarryOutAsync(
        OutboxRow row, SlackIntent intent, Incident incident, Room? room, CancellationToken cancellationToken) => (intent, room) switch
    {
        (SlackIntent.Nudge nudge, _) => reminders.SendAsync(row, nudge, incident, room, cancellationToken),
        (SlackIntent.TellCustomerReport report, { } open) => posts.PostOnceAsync(
            row, incident.Id, open.ChannelId, Key("reader", row.Id), CustomerReportMessage.For(incident, report.Text, report.Contact), cancellationToken),
        (SlackIntent.TellAuthor tell, _) => TellAuthorAsync(row, tell, incident, room, cancellationToken),
        (SlackIntent.KeepApproval keep, _) => KeepApprovalAsync(row, keep, incident, room, cancellationToken),
        (SlackIntent.SettleNudges settle, _) => reminders.SettleAsync(settle, incident, cancellationToken),
        (SlackIntent.KeepHeadline, { } open) => KeepHeadlineAsync(row, incident, open, cancellationToken),
        (SlackIntent.KeepAnnouncement, _) => KeepAnnouncementAsync(row, incident, room, cancellationToken),
        (SlackIntent.KeepChanges changes, { } open) => KeepChangesAsync(row, changes, incident, open, cancellationToken),
        (SlackIntent.TellEvent tell, { } open) => TellAsync(row, tell, incident, open, cancellationToken),
        (SlackIntent.PageOnCall page, { } open) => PageAsync(row, page, incident, open, cancellationToken),
        (SlackIntent.CallSupport call, { } open) => CallSupportAsync(row, call, incident, open, cancellationToken),
        (SlackIntent.AskSupport ask, { } open) => AskSupportAsync(row, ask, incident, open, cancellationToken),
        _ => throw new InvalidOperationException($"{intent.GetType().Name} is not an intent of a room message."),
    };

    private Task<SendOutcome> KeepHeadlineAsync(OutboxRow row, Incident incident, Room room, CancellationToken cancellationToken) =>
        posts.PostOrEditAsync(
            row, incident.Id, room.ChannelId, PostStore.Headline, HeadlineMessage.For(incident, policy, settings), cancellationToken);

    private async Task<SendOutcome> KeepAnnouncementAsync(OutboxRow row, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential)
            return new SendOutcome.Skipped("confidential");
        var channel = await channels.FindAsync(settings.AnnouncementChannel, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
            return NoChannel(channel, settings.AnnouncementChannel, "Slack__AnnouncementChannel");
        return await posts.PostOrEditAsync(
            row, incident.Id, id, PostStore.Announcement, AnnouncementMessage.For(incident, room, policy, settings), cancellationToken);
    }

    private async Task<SendOutcome> KeepChangesAsync(
        OutboxRow row, SlackIntent.KeepChanges changes, Incident incident, Room room, CancellationToken cancellationToken)
    {
        var entries = await database.ReadAsync(session => timeline.SinceAsync(session, incident.Id, changes.Since), cancellationToken);
        var until = changes.Since + ChangeDigest.Length;
        return ChangesMessage.For([.. entries.Where(entry => entry.At < until)]) is { } message
            ? await posts.PostOrEditAsync(row, incident.Id, room.ChannelId, ChangeDigest.KeyOf(changes.Since), message, cancellationToken)
            : new SendOutcome.Skipped("nothing to say");
    }

    private async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellEvent tell, Incident incident, Room room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, tell.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == tell.Position) is not { } entry)
            return new SendOutcome.Dead("the timeline entry does not exist");
        var other = entry.Event is IncidentEvent.MergedInto { Other: var into }
            ? await database.ReadAsync(session => rooms.FindAsync(session, into), cancellationToken)
            : null;
        var message = EventMessages.For(entry, change, incident, other, settings);
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, Key("event", tell.Position), message, cancellationToken);
    }

    // The first event posts the question, later ones edit it. Without a question there is nothing to edit.
    private async Task<SendOutcome> KeepApprovalAsync(
        OutboxRow row, SlackIntent.KeepApproval keep, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, keep.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == keep.Position) is not { } entry || ApprovalMessages.NumberOf(entry.Event) is not { } number)
            return new SendOutcome.Dead("the timeline entry does not exist");
        var key = Key(ApprovalMessages.PostKeyPrefix.TrimEnd(':'), number);
        if (room is null)
        {
            return entry.Event is IncidentEvent.ApprovalAsked
                ? await AskDirectlyAsync(row, key, entry, incident, cancellationToken)
                : new SendOutcome.Skipped("the incident has no room");
        }

        if (entry.Event is IncidentEvent.ApprovalAsked)
        {
            foreach (var group in policy.Publishing.ApproverGroups)
                await onCall.InviteAsync(incident, room, group, cancellationToken);
        }
        else if (await posts.FindAsync(incident.Id, key, cancellationToken) is null)
        {
            return new SendOutcome.Skipped("no approval was asked for");
        }

        return await posts.PostOrEditAsync(row, incident.Id, room.ChannelId, key, ApprovalMessages.For(entry, incident, policy), cancellationToken);
    }

    // Without a room each named approver gets a direct message. Each has a post key, so a retry after a failure repeats none of them.
    private async Task<SendOutcome> AskDirectlyAsync(
        OutboxRow row, string key, TimelineEntry entry, Incident incident, CancellationToken cancellationToken)
    {
        var message = ApprovalMessages.For(entry, incident, policy);
        foreach (var person in policy.Publishing.Approvers)
        {
            var asked = await posts.PostOnceAsync(row, incident.Id, person.Value, $"{key}:{person.Value}", message, cancellationToken);
            if (asked is not (SendOutcome.Sent or SendOutcome.Skipped))
                return asked;
        }

        return new SendOutcome.Sent();
    }

    private async Task<SendOutcome> TellAuthorAsync(
        OutboxRow row, SlackIntent.TellAuthor tell, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, tell.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == tell.Position) is not { } entry || ApprovalMessages.ToAuthor(entry, incident) is not { } message)
            return new SendOutcome.Skipped("nothing to say");
        var channelId = room is { IsArchived: false } ? room.ChannelId : null;
        return await ephemerals.SendPrivatelyAsync(row, channelId, tell.Person, message, cancellationToken);
    }

    private async Task<SendOutcome> PageAsync(
        OutboxRow row, SlackIntent.PageOnCall page, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (settings.OnCallGroup is not { } group || !incident.Phase.IsOpen())
            return new SendOutcome.Skipped("no one to page");
        await onCall.InviteAsync(incident, room, group, cancellationToken);
        var request = incident.Lead is { } lead
            ? $"{Say.Person(lead)} leads. Please come and help."
            : "It has no lead yet. If you are on call, please take it: `/incident lead me`";
        var text = $":rotating_light: {Mrkdwn.UserGroup(group)} {Mrkdwn.Escape(incident.Severity)} incident {Say.Name(incident)}\n{request}";
        var message = new Message(text, [new SectionBlock(new Markdown(text))]);
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, Key("page", page.Run), message, cancellationToken);
    }

    private async Task<SendOutcome> CallSupportAsync(
        OutboxRow row, SlackIntent.CallSupport call, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (settings.SupportGroup is not { } group)
            return new SendOutcome.Skipped("no support group");
        var text = $":wave: {Mrkdwn.UserGroup(group)} {Mrkdwn.User(call.AskedBy)} declared this and asks for your help.";
        var message = new Message(text, [new SectionBlock(new Markdown(text))]);
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, "call_support", message, cancellationToken);
    }

    private async Task<SendOutcome> AskSupportAsync(
        OutboxRow row, SlackIntent.AskSupport ask, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential || settings.SupportChannel is not { } name)
            return new SendOutcome.Skipped("no support channel for this incident");
        var channel = await channels.FindAsync(name, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
            return NoChannel(channel, name, "Slack__SupportChannel");
        var question = incident.Messenger is null ? "Are customers asking about this, and would a messenger help?" : "Are customers asking about this?";
        var text = $":question: {Say.Name(incident)}\n{question} {Mrkdwn.User(ask.AskedBy)} wants to know, in {Mrkdwn.Channel(room.ChannelId)}.";
        var message = new Message(text, [new SectionBlock(new Markdown(text))]);
        return await posts.PostOnceAsync(row, incident.Id, id, Key("support", ask.Position), message, cancellationToken);
    }

    private SendOutcome NoChannel(SlackOutcome<string> outcome, string name, string setting)
    {
        if (outcome.Code == "channel_not_found")
            Log.NoChannel(logger, name, setting);
        return outcome.ToSendOutcome();
    }

    private static string Key(string kind, long number) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{number}");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "There is no channel #{Channel} that the bot can see. Create it, invite the bot, or set {Setting}")]
        public static partial void NoChannel(ILogger logger, string channel, string setting);
    }
}

/// <summary>The periods of an incident: the small changes of one period share a message.</summary>
internal static class ChangeDigest
{
    // At most three messages an hour. A longer period would edit a message that readers no longer look at.
    public static readonly NodaTime.Duration Length = NodaTime.Duration.FromMinutes(20);

    /// <summary>The start of the period that contains <paramref name="now"/>, counted from the declaration.</summary>
    public static NodaTime.Instant Begin(Incident incident, NodaTime.Instant now) =>
        incident.DeclaredAt + (Length * (long)Math.Floor((now - incident.DeclaredAt) / Length));

    public static string KeyOf(NodaTime.Instant since) => "changes:" + since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
