using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Opens the channel of an incident. It can run again after any failure: the name follows from the incident, and the purpose marks the channel.
/// If the name is taken by the channel of an earlier attempt, that channel is adopted.
/// </summary>
internal sealed partial class RoomOpener(
    IDatabase database,
    RoomStore rooms,
    SlackOutbox outbox,
    SlackApiClient slack,
    SlackIdentity identity,
    ChannelDirectory channels,
    Clock clock,
    ILogger<RoomOpener> logger)
{
    private const int MostNames = 10;

    public async Task<SendOutcome> OpenAsync(OutboxRow row, string wanted, Incident incident, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => rooms.FindAsync(session, incident.Id), cancellationToken) is not null)
            return new SendOutcome.Sent();

        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = NameFor(wanted, attempt);

            // An attempt whose answer was lost may have created the channel: search before creating it.
            if (row.Uncertain && await AdoptAsync(incident, name, cancellationToken) is { } earlier)
                return earlier;
            var created = await slack.CreateConversationAsync(name, incident.IsConfidential, cancellationToken);
            if (created is SlackOutcome<Conversation>.Ok ok)
                return await RecordAsync(incident, ok.Value, cancellationToken);
            if (created.Code is not { } code || !SlackErrors.IsNameTaken(code))
                return await RefusedAsync(incident, created);
            if (await AdoptAsync(incident, name, cancellationToken) is { } adopted)
                return adopted;
            Log.NameTaken(logger, incident.Id, attempt);
        }

        await RefuseAsync(incident, "name_taken");
        return new SendOutcome.Dead("every name tried is taken");
    }

    // A permanent refusal is recorded, so that no row waits for a room that is never created.
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

    // Null when no channel of that name was created by an earlier attempt.
    private async Task<SendOutcome?> AdoptAsync(Incident incident, string name, CancellationToken cancellationToken)
    {
        var bot = await identity.AskAsync(cancellationToken);
        if (bot is not SlackOutcome<AuthTestResponse>.Ok { Value.UserId: var botUser })
            return bot.ToSendOutcome();

        var purpose = RoomTexts.Purpose(incident);
        var found = await channels.FindAsync(channel => channel.Name == name && IsFromEarlierAttempt(channel, botUser, purpose), cancellationToken);
        if (found is not SlackOutcome<Conversation?>.Ok { Value: var channel })
            return found.ToSendOutcome();
        return channel is not null && await IsFreeAsync(channel, cancellationToken) ? await RecordAsync(incident, channel, cancellationToken) : null;
    }

    private static bool IsFromEarlierAttempt(Conversation channel, string botUser, string purpose) =>
        channel.Purpose == purpose || (channel.Creator == botUser && !channel.IsArchived && channel.Purpose is "");

    private async Task<bool> IsFreeAsync(Conversation channel, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => rooms.IncidentOfAsync(session, channel.Id), cancellationToken) is null;

    private async Task<SendOutcome> RecordAsync(Incident incident, Conversation channel, CancellationToken cancellationToken)
    {
        // The purpose is set first, so that after a crash the channel can be recognised.
        var marked = await slack.SetPurposeAsync(channel.Id, RoomTexts.Purpose(incident), cancellationToken);
        if (!marked.IsOk)
            Log.NotMarked(logger, incident.Id, marked.Code ?? marked.GetType().Name);
        var now = clock.Now;
        await database.WriteAsync(
            async session =>
            {
                if (await rooms.OpenAsync(session, incident.Id, channel.Id, channel.Name, now))
                    await outbox.AddAsync(session, incident, FirstIntents(incident), now);
            },
            CancellationToken.None);
        Log.Opened(logger, incident.Id, channel.Id);
        return new SendOutcome.Sent();
    }

    // These intents need the room. If Slack refuses the room, only the announcement is needed.
    private static IReadOnlyList<SlackIntent> FirstIntents(Incident incident) =>
    [
        new SlackIntent.KeepHeadline(),
        .. Announcement(incident),
        SlackIntent.InvitePeople.Of(incident.DeclaredBy, incident.Lead, incident.Messenger),
        new SlackIntent.PinHeadline(),
        new SlackIntent.KeepTopic(),
        new SlackIntent.KeepBookmarks(),
    ];

    private static IReadOnlyList<SlackIntent> Announcement(Incident incident) =>
        incident.IsConfidential ? [] : [new SlackIntent.KeepAnnouncement()];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the room of {Incident}: {Channel}")]
        public static partial void Opened(ILogger logger, IncidentId incident, string channel);

        [LoggerMessage(Level = LogLevel.Information, Message = "The room name of {Incident} was taken in attempt {Attempt}")]
        public static partial void NameTaken(ILogger logger, IncidentId incident, int attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The purpose of the room of {Incident} could not be set: {Code}")]
        public static partial void NotMarked(ILogger logger, IncidentId incident, string code);
    }
}
