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
internal sealed class SlackSender(
    IDatabase database,
    IncidentStore incidents,
    RoomStore rooms,
    RoomOpening opening,
    RoomUpkeep upkeep,
    RoomSpeech speech,
    Whispering whispering,
    MessageNoting noting,
    FormFilling forms,
    HomePublishing homes,
    Clock clock) : IOutboxSender
{
    private static readonly Duration ShortestWait = Duration.FromMilliseconds(250);

    private static readonly Duration LongestWait = Duration.FromSeconds(30);

    public bool Handles(string kind) => kind == SlackOutbox.Kind;

    public async Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var intent = SlackIntentJson.Read(row.Payload);
        switch (intent)
        {
            case SlackIntent.Answer answer:
                return await whispering.SayAsync(row, answer.ChannelId, answer.Person, new Message(answer.Text), cancellationToken);
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
        if (intent is SlackIntent.OpenRoom)
        {
            var opened = await opening.OpenAsync(row, incident, cancellationToken);
            if (opened is SendOutcome.Dead)
                await whispering.SendAsync(row, incident, null, new SlackIntent.Whisper(incident.DeclaredBy.Value, WhisperKind.RoomNotOpened), cancellationToken);
            return opened;
        }

        if (room is null && intent is not (SlackIntent.Whisper or SlackIntent.Nudge))
            return RoomIsComing(row);
        return intent switch
        {
            SlackIntent.Whisper whisper => await whispering.SendAsync(row, incident, room, whisper, cancellationToken),
            SlackIntent.NoteMessage marked => await noting.NoteAsync(marked, incident, cancellationToken),
            SlackIntent.InvitePeople or SlackIntent.KeepTopic or SlackIntent.KeepBookmarks or SlackIntent.RejoinRoom =>
                await upkeep.CarryOutAsync(intent, incident, room!, cancellationToken),
            _ => await speech.CarryOutAsync(row, intent, incident, room, cancellationToken),
        };
    }

    // In the room's own lane the room comes first, so one that is missing there was refused. Other lanes wait for it, ever more patiently.
    private SendOutcome RoomIsComing(OutboxRow row)
    {
        if (row.Lane.StartsWith("room:", StringComparison.Ordinal))
            return new SendOutcome.Dead("the incident has no room");
        var waited = clock.Now - row.CreatedAt;
        var pause = Duration.Max(ShortestWait, Duration.Min(LongestWait, waited / 8));
        return new SendOutcome.Busy(pause.ToTimeSpan(), "the room is being opened");
    }

    private Task<(Incident?, Room?)> LoadAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await incidents.FindAsync(session, id), await rooms.FindAsync(session, id)), cancellationToken);
}
