using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Handles the shortcuts: declare an incident, declare from a message, and add a message to a timeline.</summary>
internal sealed class ShortcutHandler(
    IDatabase database, IncidentEngine engine, RoomStore rooms, FormOpener forms, PrivateAnswers answers, PersonDirectory people,
    IncidentPolicy policy, SlackEdgeSettings settings)
{
    public const string DeclareFromMessage = "incident_declare_from_message";
    public const string AddToTimeline = "incident_timeline_add";

    private const int TitleLength = 100;
    private const string NotOpened = "Slack did not open the form. Type it instead: `/incident declare title`";

    // A global shortcut has no channel, so its answer is a direct message.
    public async Task DeclareAsync(GlobalShortcut shortcut, CancellationToken cancellationToken)
    {
        if (!await forms.TryOpenAsync(new FormRequest(FormKind.Declare, shortcut.TriggerId, new PersonId(shortcut.UserId)), cancellationToken))
            await answers.TellAsync(null, shortcut.UserId, NotOpened, cancellationToken);
    }

    public Task HandleAsync(MessageShortcut shortcut, CancellationToken cancellationToken) => shortcut.CallbackId switch
    {
        DeclareFromMessage => DeclareAsync(shortcut, cancellationToken),
        AddToTimeline => AddAsync(shortcut, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task DeclareAsync(MessageShortcut shortcut, CancellationToken cancellationToken)
    {
        var text = await MessageText.PlainAsync(shortcut.Message.Text, people, cancellationToken);
        var firstLine = text.Split('\n', 2)[0];
        var opened = await forms.TryOpenAsync(
            new FormRequest(FormKind.Declare, shortcut.TriggerId, new PersonId(shortcut.UserId)) { Text = TextFit.Cut(firstLine, TitleLength), Details = text },
            cancellationToken);
        if (!opened)
            await answers.TellAsync(shortcut.ChannelId, shortcut.UserId, NotOpened, cancellationToken);
    }

    // In the room of an incident the message is added at once. Elsewhere a form asks for the incident.
    private async Task AddAsync(MessageShortcut shortcut, CancellationToken cancellationToken)
    {
        var person = new PersonId(shortcut.UserId);
        var text = await MessageText.PlainAsync(shortcut.Message.Text, people, cancellationToken);
        if (await database.ReadAsync(session => rooms.IncidentOfAsync(session, shortcut.ChannelId), cancellationToken) is not { } id)
        {
            if (!await forms.TryOpenAsync(new FormRequest(FormKind.AddToTimeline, shortcut.TriggerId, person) { Text = text }, cancellationToken))
                await answers.TellAsync(shortcut.ChannelId, shortcut.UserId, "Slack did not open the form. Please try again.", cancellationToken);
            return;
        }

        var note = new IncidentCommand.AddNote(text, NoteSource.Shortcut) { SaidBy = shortcut.Message.UserId is { } author ? new PersonId(author) : null };
        var delivery = CommandDelivery.Silent(MessageText.TimelineKey(shortcut.ChannelId, shortcut.Message.Ts));
        var result = await engine.HandleAsync(delivery, id, note, person, cancellationToken);
        await answers.TellAsync(shortcut.ChannelId, shortcut.UserId, result switch
        {
            EngineResult.Accepted => "It is in the timeline now.",
            EngineResult.Repeated => "It is in the timeline already.",
            EngineResult.Refused refused => Messages.RefusalWords.For(refused.Why, refused.Incident, policy, settings),
            _ => "I do not know that incident any more.",
        }, cancellationToken);
    }
}
