using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Handles clicks on buttons. The answer to a click is a change in the room or a private message.</summary>
internal sealed class ButtonHandler(
    IDatabase database,
    IncidentEngine engine,
    IncidentLookup lookup,
    DeliveryStore deliveries,
    SlackOutbox outbox,
    FormOpener forms,
    PublishingButtons publishing,
    StatuspageDrafting drafting,
    PrivateAnswers answers,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    private static readonly Duration Extension = Duration.FromMinutes(15);
    private static readonly Duration SnoozeLength = Duration.FromMinutes(10);

    public async Task HandleAsync(BlockActionRequest clicked, BlockAction action, CancellationToken cancellationToken)
    {
        var person = new PersonId(clicked.UserId);
        if (action.ActionId == Buttons.Declare)
        {
            await OpenAsync(clicked, new FormRequest(FormKind.Declare, clicked.TriggerId, person), cancellationToken);
            return;
        }

        if (StatuspageDrafting.Handles(clicked, action))
        {
            await drafting.UpdateAsync(clicked, cancellationToken);
            return;
        }

        if (!Buttons.TryRead(action.Value, out var id, out var audience, out var promise))
            return;
        var incident = await database.ReadAsync(
            session => lookup.FindAsync(session, new IncidentRef.ByNumber(id), clicked.ChannelId ?? "", person), cancellationToken);
        if (incident is null)
        {
            await answers.TellAsync(clicked.ChannelId, clicked.UserId, "I do not know that incident any more.", cancellationToken);
            return;
        }

        if (PublishingButtons.Handles(action.ActionId))
            await publishing.HandleAsync(clicked, action, incident, promise, cancellationToken);
        else if (FormOf(action.ActionId) is { } form)
            await OpenFormAsync(clicked, form, incident, cancellationToken);
        else if (action.ActionId == Buttons.Recap)
            await RecapAsync(clicked, action, incident, cancellationToken);
        else if (CommandOf(action.ActionId, person, audience, promise) is { } command)
            await CarryOutAsync(clicked, action, incident, command, cancellationToken);
    }

    private static FormKind? FormOf(string actionId) => actionId switch
    {
        Buttons.Update => FormKind.Update,
        Buttons.Resolve => FormKind.Resolve,
        _ => null,
    };

    private IncidentCommand? CommandOf(string actionId, PersonId person, Audience? audience, long? promise) => actionId switch
    {
        Buttons.TakeLead => new IncidentCommand.AssignLead(person),
        Buttons.TakeMessenger => new IncidentCommand.AssignMessenger(person),
        Buttons.AcknowledgeLead => new IncidentCommand.AcknowledgeLead(),
        Buttons.Accept => new IncidentCommand.Accept(),
        Buttons.FalsePositive => new IncidentCommand.MarkFalsePositive(),
        Buttons.Close => new IncidentCommand.Close(),
        Buttons.Reopen => new IncidentCommand.Reopen(),
        Buttons.Extend => new IncidentCommand.PromiseNext(clock.Now + Extension, audience, promise),
        Buttons.Snooze => new IncidentCommand.Snooze(SnoozeLength, audience, promise),
        Buttons.AskSupport => new IncidentCommand.AskSupport(),
        Buttons.PageSupport => new IncidentCommand.CallSupport(),
        Buttons.ToldReporter => new IncidentCommand.AddNote("Told the reporter that it is being handled.", NoteSource.Button),
        Buttons.Stay => new IncidentCommand.AddNote("Staying to help.", NoteSource.Button),
        Buttons.HandOver => new IncidentCommand.AddNote("Left it to the lead and the messenger.", NoteSource.Button),
        _ => null,
    };

    private async Task CarryOutAsync(
        BlockActionRequest clicked, BlockAction action, Incident incident, IncidentCommand command, CancellationToken cancellationToken)
    {
        var delivery = CommandDelivery.Silent(KeyOf(clicked, action));
        var result = await engine.HandleAsync(delivery, incident.Id, command, new PersonId(clicked.UserId), cancellationToken);
        switch (result)
        {
            case EngineResult.Refused refused:
                var refusal = RefusalWords.For(refused.Why, refused.Incident, policy, settings);
                await answers.TellAsync(clicked.ChannelId, clicked.UserId, refusal, cancellationToken);
                break;
            case EngineResult.Accepted accepted when HasPrivateAnswer(action.ActionId):
                var receipt = Thanks(action.ActionId) ?? Receipts.For(accepted.Change, policy);
                await answers.TellAsync(clicked.ChannelId, clicked.UserId, receipt, cancellationToken);
                break;
        }
    }

    private static string KeyOf(BlockActionRequest clicked, BlockAction action) =>
        $"click:{clicked.UserId}:{clicked.MessageTs ?? clicked.View?.Id}:{action.ActionId}:{OccasionOf(action)}";

    // The key of a button without a visible effect: a second click in the same minute is a duplicate, a later click is a new request.
    // The minute is taken from Slack's timestamp, so that a delayed delivery of the same click has the same key.
    private static string OccasionOf(BlockAction action) => action.ActionId switch
    {
        Buttons.AskSupport or Buttons.Recap when decimal.TryParse(action.ActionTs, CultureInfo.InvariantCulture, out var at) =>
            decimal.Floor(at / 60).ToString(CultureInfo.InvariantCulture),
        var id when IsOnce(id) => "",
        _ => action.ActionTs,
    };

    // A private message keeps its buttons after the click, so a second click must have no effect.
    private static bool IsOnce(string actionId) => actionId is Buttons.ToldReporter or Buttons.Stay or Buttons.HandOver or Buttons.PageSupport;

    private static string? Thanks(string actionId) => actionId switch
    {
        Buttons.Stay => "Thank you. Ask the lead what helps most.",
        Buttons.HandOver => "Thank you. They have it from here; you may leave the room.",
        Buttons.ToldReporter => "Thank you. It is in the timeline.",
        _ => null,
    };

    // A click without a visible effect in the room gets a private answer.
    private static bool HasPrivateAnswer(string actionId) => actionId is
        Buttons.AcknowledgeLead or Buttons.Extend or Buttons.Snooze or Buttons.AskSupport
        or Buttons.ToldReporter or Buttons.Stay or Buttons.HandOver;

    private async Task OpenFormAsync(BlockActionRequest clicked, FormKind form, Incident incident, CancellationToken cancellationToken)
    {
        var why = form == FormKind.Resolve ? IncidentDecider.RefuseResolving(incident) : null;
        if (why is not null)
            await answers.TellAsync(clicked.ChannelId, clicked.UserId, RefusalWords.For(why, incident, policy, settings), cancellationToken);
        else
            await OpenAsync(clicked, new FormRequest(form, clicked.TriggerId, new PersonId(clicked.UserId)) { Incident = incident }, cancellationToken);
    }

    private async Task OpenAsync(BlockActionRequest clicked, FormRequest form, CancellationToken cancellationToken)
    {
        if (!await forms.TryOpenAsync(form, cancellationToken))
            await answers.TellAsync(clicked.ChannelId, clicked.UserId, "Slack did not open the form. Please click again.", cancellationToken);
    }

    private Task RecapAsync(BlockActionRequest clicked, BlockAction action, Incident incident, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.WriteAsync(
            async session =>
            {
                if (await deliveries.RecordAsync(session, KeyOf(clicked, action), now, answer: null))
                    await outbox.AddAsync(session, incident, new SlackIntent.EphemeralMessage(clicked.UserId, EphemeralKind.Recap), now);
            },
            cancellationToken);
    }
}
