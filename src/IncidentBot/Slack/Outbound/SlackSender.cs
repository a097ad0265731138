using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Executes the intents of the outbox: loads the incident and its room, and calls the handler of the intent.</summary>
internal sealed partial class SlackSender(
    IDatabase database,
    IncidentStore incidents,
    RoomStore rooms,
    RoomOpener opener,
    RoomUpkeep upkeep,
    RoomMessages messages,
    EphemeralSender ephemerals,
    MarkedMessageReader markedMessages,
    FormFiller forms,
    HomePublisher homes,
    CustomerChannels customers,
    OperatorChannel operators,
    Clock clock,
    ILogger<SlackSender> logger) : IOutboxSender
{
    private static readonly Duration ShortestWait = Duration.FromMilliseconds(250);

    private static readonly Duration LongestWait = Duration.FromSeconds(30);

    public bool Handles(string kind) => kind == SlackOutbox.Kind;

    /// <remarks>A row that cannot be read or turned into a message is given up, so that it does not block the rows after it.</remarks>
    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(row, SlackIntentJson.Read(row.Payload), cancellationToken);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException or JsonException or InvalidDataException)
        {
            Log.Failed(logger, failure, row.Id);
            return new SendOutcome.Dead($"{failure.GetType().Name}; see the log");
        }
    }

    private async Task<SendOutcome> CarryOutAsync(OutboxRow row, SlackIntent intent, CancellationToken cancellationToken)
    {
        switch (intent)
        {
            case SlackIntent.Answer answer:
                return await ephemerals.SendPrivatelyAsync(row, answer.ChannelId, answer.Person, new Message(answer.Text), cancellationToken);
            case SlackIntent.TellOperators tell:
                return await operators.TellAsync(row, tell, cancellationToken);
            case SlackIntent.PublishHome home:
                return await homes.PublishAsync(home, cancellationToken);
            case SlackIntent.FillForm form:
                return await forms.FillAsync(form, row.IncidentId, cancellationToken);
        }

        if (row.IncidentId is not { } number)
            return new SendOutcome.Dead("the intent names no incident");
        var (incident, room) = await LoadAsync(new IncidentId(number), cancellationToken);
        if (incident is null)
            return new SendOutcome.Dead("the incident does not exist");
        if (intent is SlackIntent.OpenRoom open)
        {
            var opened = await opener.OpenAsync(row, open.Name, incident, cancellationToken);
            if (opened is SendOutcome.Dead)
            {
                var notice = new SlackIntent.EphemeralMessage(incident.DeclaredBy.Value, EphemeralKind.RoomNotOpened);
                await ephemerals.SendAsync(row, incident, null, notice, cancellationToken);
            }

            return opened;
        }

        if (intent is SlackIntent.TellCustomers toCustomers)
            return await customers.TellAsync(row, toCustomers, incident, cancellationToken);
        if (room is null && NeedsRoom(intent) && await WithoutRoomAsync(row, intent, incident.Id, cancellationToken) is { } outcome)
            return outcome;
        return intent switch
        {
            SlackIntent.EphemeralMessage message => await ephemerals.SendAsync(row, incident, room, message, cancellationToken),
            SlackIntent.NoteMessage marked => await markedMessages.NoteAsync(marked, incident, cancellationToken),
            SlackIntent.InvitePeople or SlackIntent.KeepTopic or SlackIntent.KeepBookmarks
                or SlackIntent.PinHeadline or SlackIntent.RejoinRoom =>
                await upkeep.CarryOutAsync(intent, incident, room!, cancellationToken),
            _ => await messages.CarryOutAsync(row, intent, incident, room, cancellationToken),
        };
    }

    // A reminder is sent with or without a room. The notice that the room was refused has none.
    private static bool NeedsRoom(SlackIntent intent) =>
        intent is not (SlackIntent.Nudge or SlackIntent.EphemeralMessage { About: EphemeralKind.RoomNotOpened });

    // While the room is being opened, the other lanes wait for it with a growing pause. Once Slack has refused it, messages to people and
    // the announcement are sent without it: then the result is null.
    private async Task<SendOutcome?> WithoutRoomAsync(OutboxRow row, SlackIntent intent, IncidentId incident, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => rooms.IsRefusedAsync(session, incident), cancellationToken))
            return WorksWithoutRoom(intent) ? null : new SendOutcome.Skipped("the incident has no room");
        var waited = clock.Now - row.CreatedAt;
        var pause = Duration.Max(ShortestWait, Duration.Min(LongestWait, waited / 8));
        return new SendOutcome.Busy(pause.ToTimeSpan(), "the room is being opened");
    }

    private static bool WorksWithoutRoom(SlackIntent intent) =>
        intent is SlackIntent.EphemeralMessage or SlackIntent.TellAuthor or SlackIntent.KeepApproval or SlackIntent.KeepAnnouncement;

    private Task<(Incident?, Room?)> LoadAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await incidents.FindAsync(session, id), await rooms.FindAsync(session, id)), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} could not be executed and is given up")]
        public static partial void Failed(ILogger logger, Exception exception, long id);
    }
}
