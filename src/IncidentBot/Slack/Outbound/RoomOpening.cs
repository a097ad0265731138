using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Opens an incident's channel, and can be run again after any failure: the name follows from the incident, the purpose marks the channel as this
/// incident's, and a taken name whose channel is ours is success.
/// </summary>
internal sealed partial class RoomOpening(
    IDatabase database, RoomStore rooms, SlackOutbox outbox, SlackApiClient slack, SlackIdentity identity, ChannelDirectory channels, Clock clock, ILogger<RoomOpening> logger)
{
    private const int MostNames = 10;

    public async Task<SendOutcome> OpenAsync(OutboxRow row, string wanted, Incident incident, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => rooms.FindAsync(session, incident.Id), cancellationToken) is not null)
            return new SendOutcome.Sent();

        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = NameFor(wanted, attempt);

            // An answer that was lost may have left the channel behind: look before making it.
            if (row.Uncertain && await AdoptAsync(incident, name, cancellationToken) is { } earlier)
                return earlier;
            var created = await slack.CreateConversationAsync(name, incident.IsConfidential, cancellationToken);
            if (created is SlackOutcome<Conversation>.Ok ok)
                return await KeepAsync(incident, ok.Value, cancellationToken);
            if (created.Code is not { } code || !SlackErrors.IsNameTaken(code))
                return await RefusedAsync(incident, created);
            if (await AdoptAsync(incident, name, cancellationToken) is { } ours)
                return ours;
            Log.NameTaken(logger, incident.Id, attempt);
        }

        await RefuseAsync(incident, "name_taken");
        return new SendOutcome.Dead("name_taken for every name tried");
    }

    // A refusal for good is remembered, so that nothing waits for a room that will never come.
    private async Task<SendOutcome> RefusedAsync(Incident incident, SlackOutcome<Conversation> created)
    {
        var outcome = created.ToSendOutcome();
        if (outcome is SendOutcome.Dead { Reason: var reason })
            await RefuseAsync(incident, reason);
        return outcome;
    }

    private Task RefuseAsync(Incident incident, string reason)
    {
        var now = clock.Now;
        return database.WriteAsync(
            async session =>
            {
                await rooms.RefuseAsync(session, incident.Id, reason, now);
                await outbox.AddAsync(session, incident, Announcement(incident), now);
            },
            CancellationToken.None);
    }

    private static string NameFor(string name, int attempt)
    {
        if (attempt == 1)
            return name;
        var suffix = $"-{attempt}";
        return (name.Length + suffix.Length > 80 ? name[..(80 - suffix.Length)].TrimEnd('-') : name) + suffix;
    }

    // Null when there is no channel of that name that an earlier try of ours made.
    private async Task<SendOutcome?> AdoptAsync(Incident incident, string name, CancellationToken cancellationToken)
    {
        var us = await identity.AskAsync(cancellationToken);
        if (us is not SlackOutcome<AuthTestResponse>.Ok { Value.UserId: var botUser })
            return us.ToSendOutcome();

        var purpose = RoomTexts.Purpose(incident);
        var found = await channels.FindAsync(
            channel => channel.Name == name && channel.Creator == botUser && !channel.IsArchived && channel.Purpose is "" || channel.Name == name && channel.Purpose == purpose,
            cancellationToken);
        return found switch
        {
            SlackOutcome<Conversation?>.Ok { Value: null } => null,
            SlackOutcome<Conversation?>.Ok { Value: { } channel } => await IsFreeAsync(channel, cancellationToken) ? await KeepAsync(incident, channel, cancellationToken) : null,
            _ => found.ToSendOutcome(),
        };
    }

    private async Task<bool> IsFreeAsync(Conversation channel, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => rooms.IncidentOfAsync(session, channel.Id), cancellationToken) is null;

    private async Task<SendOutcome> KeepAsync(Incident incident, Conversation channel, CancellationToken cancellationToken)
    {
        // The mark comes first: a crash after it leaves a channel that says whose it is.
        var marked = await slack.SetPurposeAsync(channel.Id, RoomTexts.Purpose(incident), cancellationToken);
        if (!marked.IsOk)
            Log.NotMarked(logger, incident.Id, marked.Code ?? marked.GetType().Name);
        var now = clock.Now;
        await database.WriteAsync(
            async session =>
            {
                if (await rooms.OpenAsync(session, incident.Id, channel.Id, channel.Name, now))
                    await outbox.AddAsync(session, incident, Furnishing(incident), now);
            },
            CancellationToken.None);
        Log.Opened(logger, incident.Id, channel.Id);
        return new SendOutcome.Sent();
    }

    // None of it could be done before there is a room, and a room that Slack refuses needs none of it but the announcement.
    private static IReadOnlyList<SlackIntent> Furnishing(Incident incident) =>
    [
        new SlackIntent.KeepHeadline(),
        .. Announcement(incident),
        SlackIntent.InvitePeople.Of(incident.DeclaredBy, incident.Lead, incident.Messenger),
        new SlackIntent.PinHeadline(),
        new SlackIntent.KeepTopic(),
        new SlackIntent.KeepBookmarks(),
    ];

    private static IReadOnlyList<SlackIntent> Announcement(Incident incident) => incident.IsConfidential ? [] : [new SlackIntent.KeepAnnouncement()];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the room of {Incident}: {Channel}")]
        public static partial void Opened(ILogger logger, IncidentId incident, string channel);

        [LoggerMessage(Level = LogLevel.Information, Message = "The room name of {Incident} is taken, try {Attempt}")]
        public static partial void NameTaken(ILogger logger, IncidentId incident, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The room of {Incident} could not be given its purpose: {Code}")]
        public static partial void NotMarked(ILogger logger, IncidentId incident, string code);
    }
}
