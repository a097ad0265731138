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

/// <summary>Everything said in the room and the announcement channel. Edits where it can, posts where people must hear it.</summary>
internal sealed partial class RoomSpeech(
    IDatabase database,
    TimelineStore timeline,
    RoomStore rooms,
    IncidentPosts posts,
    ChannelDirectory channels,
    Nudging nudging,
    EphemeralSender ephemerals,
    OnCallGroup onCall,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    ILogger<RoomSpeech> logger)
{
    public Task<SendOutcome> CarryOutAsync(OutboxRow row, SlackIntent intent, Incident incident, Room? room, CancellationToken cancellationToken) => (intent, room) switch
    {
        (SlackIntent.Nudge nudge, _) => nudging.NudgeAsync(row, nudge, incident, room, cancellationToken),
        (SlackIntent.TellCustomerReport reader, { } there) => posts.PostOnceAsync(
            row, incident.Id, there.ChannelId, Key("reader", row.Id), CustomerReportMessage.For(incident, reader.Text, reader.Contact), cancellationToken),
        (SlackIntent.TellAuthor tell, _) => TellAuthorAsync(row, tell, incident, room, cancellationToken),
        (SlackIntent.KeepApproval keep, _) => KeepApprovalAsync(row, keep, incident, room, cancellationToken),
        (SlackIntent.SettleNudges settle, _) => nudging.SettleAsync(settle, incident, cancellationToken),
        (SlackIntent.KeepHeadline, { } there) => KeepHeadlineAsync(row, incident, there, cancellationToken),
        (SlackIntent.KeepAnnouncement, _) => KeepAnnouncementAsync(row, incident, room, cancellationToken),
        (SlackIntent.KeepChanges changes, { } there) => KeepChangesAsync(row, changes, incident, there, cancellationToken),
        (SlackIntent.TellEvent tell, { } there) => TellAsync(row, tell, incident, there, cancellationToken),
        (SlackIntent.PageOnCall page, { } there) => PageAsync(row, page, incident, there, cancellationToken),
        (SlackIntent.CallSupport call, { } there) => CallSupportAsync(row, call, incident, there, cancellationToken),
        (SlackIntent.AskSupport ask, { } there) => AskSupportAsync(row, ask, incident, there, cancellationToken),
        _ => throw new InvalidOperationException($"Not something said in a room: {intent.GetType().Name}."),
    };

    private Task<SendOutcome> KeepHeadlineAsync(OutboxRow row, Incident incident, Room room, CancellationToken cancellationToken) =>
        posts.KeepAsync(
            row, incident.Id, room.ChannelId, PostStore.Headline, HeadlineMessage.For(incident, policy, settings), cancellationToken);

    private async Task<SendOutcome> KeepAnnouncementAsync(OutboxRow row, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential)
            return new SendOutcome.Skipped("confidential");
        var channel = await channels.FindAsync(settings.AnnouncementChannel, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
            return NoChannel(channel, settings.AnnouncementChannel, "Slack__AnnouncementChannel");
        return await posts.KeepAsync(row, incident.Id, id, PostStore.Announcement, AnnouncementMessage.For(incident, room, policy, settings), cancellationToken);
    }

    private async Task<SendOutcome> KeepChangesAsync(
        OutboxRow row, SlackIntent.KeepChanges changes, Incident incident, Room room, CancellationToken cancellationToken)
    {
        var entries = await database.ReadAsync(session => timeline.SinceAsync(session, incident.Id, changes.Since), cancellationToken);
        var until = changes.Since + ChangeDigest.Length;
        return ChangesMessage.For([.. entries.Where(entry => entry.At < until)]) is { } message
            ? await posts.KeepAsync(row, incident.Id, room.ChannelId, ChangeDigest.KeyOf(changes.Since), message, cancellationToken)
            : new SendOutcome.Skipped("nothing to say");
    }

    private async Task<SendOutcome> TellAsync(OutboxRow row, SlackIntent.TellEvent tell, Incident incident, Room room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, tell.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == tell.Position) is not { } entry)
            return new SendOutcome.Dead("the timeline entry is not there");
        var other = entry.Event is IncidentEvent.MergedInto { Other: var into } ? await database.ReadAsync(session => rooms.FindAsync(session, into), cancellationToken) : null;
        var message = EventMessages.For(entry, change, incident, other, settings);
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, Key("event", tell.Position), message, cancellationToken);
    }

    // Asked by the first of them, edited by the others: where nothing was asked there is nothing to answer.
    private async Task<SendOutcome> KeepApprovalAsync(OutboxRow row, SlackIntent.KeepApproval keep, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, keep.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == keep.Position) is not { } entry || ApprovalMessages.NumberOf(entry.Event) is not { } number)
            return new SendOutcome.Dead("the timeline entry is not there");
        var key = Key(ApprovalMessages.PostKeyPrefix.TrimEnd(':'), number);
        if (room is null)
            return entry.Event is IncidentEvent.ApprovalAsked ? await AskDirectlyAsync(row, key, entry, incident, cancellationToken) : new SendOutcome.Skipped("the incident has no room");
        if (entry.Event is IncidentEvent.ApprovalAsked)
        {
            foreach (var group in policy.Publishing.ApproverGroups)
                await onCall.BringInAsync(incident, room, group, cancellationToken);
        }
        else if (await posts.FindAsync(incident.Id, key, cancellationToken) is null)
        {
            return new SendOutcome.Skipped("nobody was asked");
        }

        return await posts.KeepAsync(row, incident.Id, room.ChannelId, key, ApprovalMessages.For(entry, incident, policy), cancellationToken);
    }

    // Without a room each named approver is asked alone. One after the other: what was said to the first is not said again when the second fails.
    private async Task<SendOutcome> AskDirectlyAsync(OutboxRow row, string key, TimelineEntry entry, Incident incident, CancellationToken cancellationToken)
    {
        var message = ApprovalMessages.For(entry, incident, policy);
        foreach (var person in policy.Publishing.Approvers)
        {
            if (await posts.PostOnceAsync(row, incident.Id, person.Value, $"{key}:{person.Value}", message, cancellationToken) is var asked and not (SendOutcome.Sent or SendOutcome.Skipped))
                return asked;
        }

        return new SendOutcome.Sent();
    }

    private async Task<SendOutcome> TellAuthorAsync(OutboxRow row, SlackIntent.TellAuthor tell, Incident incident, Room? room, CancellationToken cancellationToken)
    {
        var change = await database.ReadAsync(session => timeline.OfChangeAsync(session, incident.Id, tell.Position), cancellationToken);
        if (change.FirstOrDefault(one => one.Position == tell.Position) is not { } entry || ApprovalMessages.ToAuthor(entry, incident) is not { } message)
            return new SendOutcome.Skipped("nothing to say");
        return await ephemerals.SayAsync(row, room is { IsArchived: false } ? room.ChannelId : null, tell.Person, message, cancellationToken);
    }

    // R71, R72
    private async Task<SendOutcome> PageAsync(OutboxRow row, SlackIntent.PageOnCall page, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (settings.OnCallGroup is not { } group || !incident.Phase.IsOpen())
            return new SendOutcome.Skipped("nobody to page");
        await onCall.BringInAsync(incident, room, group, cancellationToken);
        var text = $":rotating_light: {Mrkdwn.UserGroup(group)} {Mrkdwn.Escape(incident.Severity)} incident {Say.Name(incident)}\n{(incident.Lead is { } lead ? $"{Say.Person(lead)} leads. Please come and help." : "Nobody leads yet. Whoever is on call, please take it: `/incident lead me`")}";
        var message = new Message(text, [new SectionBlock(new Markdown(text))]);
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, Key("page", page.Run), message, cancellationToken);
    }

    // R68
    private async Task<SendOutcome> CallSupportAsync(OutboxRow row, SlackIntent.CallSupport call, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (settings.SupportGroup is not { } group)
            return new SendOutcome.Skipped("no support group");
        var text = $":wave: {Mrkdwn.UserGroup(group)} {Mrkdwn.User(call.AskedBy)} declared this and asks for your help.";
        return await posts.PostOnceAsync(row, incident.Id, room.ChannelId, "call_support", new Message(text, [new SectionBlock(new Markdown(text))]), cancellationToken);
    }

    // R79
    private async Task<SendOutcome> AskSupportAsync(OutboxRow row, SlackIntent.AskSupport ask, Incident incident, Room room, CancellationToken cancellationToken)
    {
        if (incident.IsConfidential || settings.SupportChannel is not { } name)
            return new SendOutcome.Skipped("no support channel for this incident");
        var channel = await channels.FindAsync(name, cancellationToken);
        if (channel is not SlackOutcome<string>.Ok { Value: var id })
            return NoChannel(channel, name, "Slack__SupportChannel");
        var question = incident.Messenger is null ? "Are customers asking about this, and would a messenger help?" : "Are customers asking about this?";
        var text = $":question: {Say.Name(incident)}\n{question} {Mrkdwn.User(ask.AskedBy)} wants to know, in {Mrkdwn.Channel(room.ChannelId)}.";
        return await posts.PostOnceAsync(row, incident.Id, id, Key("support", ask.Position), new Message(text, [new SectionBlock(new Markdown(text))]), cancellationToken);
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

/// <summary>Small changes of one stretch of an incident's life gather in one message.</summary>
internal static class ChangeDigest
{
    // Three in an hour: recent enough to be seen when it grows, rare enough not to be noise.
    public static readonly NodaTime.Duration Length = NodaTime.Duration.FromMinutes(20);

    /// <summary>The beginning of the stretch that <paramref name="now"/> falls into, counted from the declaration.</summary>
    public static NodaTime.Instant Begin(Incident incident, NodaTime.Instant now) =>
        incident.DeclaredAt + (Length * (long)Math.Floor((now - incident.DeclaredAt) / Length));

    public static string KeyOf(NodaTime.Instant since) => "changes:" + since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
