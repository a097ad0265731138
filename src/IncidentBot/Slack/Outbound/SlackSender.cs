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

/// <summary>Carries out the intents of the outbox: loads what an intent is about and hands it to whoever knows how.</summary>
internal sealed partial class SlackSender(
    IDatabase database,
    IncidentStore incidents,
    RoomStore rooms,
    RoomOpening opening,
    RoomUpkeep upkeep,
    RoomSpeech speech,
    EphemeralSender ephemerals,
    MessageNoting noting,
    FormFilling forms,
    HomePublishing homes,
    CustomerChannels customers,
    OperatorLine operators,
    Clock clock,
    ILogger<SlackSender> logger) : IOutboxSender
{
    private static readonly Duration ShortestWait = Duration.FromMilliseconds(250);

    private static readonly Duration LongestWait = Duration.FromSeconds(30);

    public bool Handles(string kind) => kind == SlackOutbox.Kind;

    /// <remarks>What cannot be read or worded now never will be: it must not keep everything behind it from being said.</remarks>
    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await CarryOutAsync(row, SlackIntentJson.Read(row.Payload), cancellationToken);
        }
        catch (Exception mistake) when (mistake is ArgumentException or InvalidOperationException or FormatException or JsonException or InvalidDataException)
        {
            Log.Mistaken(logger, mistake, row.Id);
            return new SendOutcome.Dead($"{mistake.GetType().Name}; the log says where");
        }
    }

    private async Task<SendOutcome> CarryOutAsync(OutboxRow row, SlackIntent intent, CancellationToken cancellationToken)
    {
        switch (intent)
        {
            case SlackIntent.Answer answer:
                return await ephemerals.SayAsync(row, answer.ChannelId, answer.Person, new Message(answer.Text), cancellationToken);
            case SlackIntent.TellOperators told:
                return await operators.TellAsync(row, told, cancellationToken);
            case SlackIntent.PublishHome home:
                return await homes.PublishAsync(home, cancellationToken);
            case SlackIntent.FillForm form:
                return await forms.FillAsync(form, row.IncidentId, cancellationToken);
        }

        if (row.IncidentId is not { } number)
            return new SendOutcome.Dead("the intent names no incident");
        var (incident, room) = await LoadAsync(new IncidentId(number), cancellationToken);
        if (incident is null)
            return new SendOutcome.Dead("the incident is not there");
        if (intent is SlackIntent.OpenRoom open)
        {
            var opened = await opening.OpenAsync(row, open.Name, incident, cancellationToken);
            if (opened is SendOutcome.Dead)
                await ephemerals.SendAsync(row, incident, null, new SlackIntent.EphemeralMessage(incident.DeclaredBy.Value, EphemeralKind.RoomNotOpened), cancellationToken);
            return opened;
        }

        if (intent is SlackIntent.TellCustomers toCustomers)
            return await customers.TellAsync(row, toCustomers, incident, cancellationToken);
        if (room is null && NeedsRoom(intent) && await WithoutRoomAsync(row, intent, incident.Id, cancellationToken) is { } notYet)
            return notYet;
        return intent switch
        {
            SlackIntent.EphemeralMessage told => await ephemerals.SendAsync(row, incident, room, told, cancellationToken),
            SlackIntent.NoteMessage marked => await noting.NoteAsync(marked, incident, cancellationToken),
            SlackIntent.InvitePeople or SlackIntent.KeepTopic or SlackIntent.KeepBookmarks or SlackIntent.PinHeadline or SlackIntent.RejoinRoom =>
                await upkeep.CarryOutAsync(intent, incident, room!, cancellationToken),
            _ => await speech.CarryOutAsync(row, intent, incident, room, cancellationToken),
        };
    }

    // A reminder must be heard, room or not; and the notice that there is none is for exactly that case.
    private static bool NeedsRoom(SlackIntent intent) =>
        intent is not (SlackIntent.Nudge or SlackIntent.EphemeralMessage { About: EphemeralKind.RoomNotOpened });

    // While the room is being opened, other lanes wait for it, ever more patiently. Once Slack has refused it, people and the announcement do
    // without; null says so.
    private async Task<SendOutcome?> WithoutRoomAsync(OutboxRow row, SlackIntent intent, IncidentId incident, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => rooms.IsRefusedAsync(session, incident), cancellationToken))
            return intent is SlackIntent.EphemeralMessage or SlackIntent.TellAuthor or SlackIntent.KeepApproval or SlackIntent.KeepAnnouncement ? null : new SendOutcome.Skipped("the incident has no room");
        var waited = clock.Now - row.CreatedAt;
        var pause = Duration.Max(ShortestWait, Duration.Min(LongestWait, waited / 8));
        return new SendOutcome.Busy(pause.ToTimeSpan(), "the room is being opened");
    }

    private Task<(Incident?, Room?)> LoadAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await incidents.FindAsync(session, id), await rooms.FindAsync(session, id)), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} cannot be carried out")]
        public static partial void Mistaken(ILogger logger, Exception exception, long id);
    }
}
