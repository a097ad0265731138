using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.People;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Handles clicks about public updates: write, correct, approve, send back, undo. Each first checks the rights of the person.</summary>
internal sealed class PublishingButtons(
    IDatabase database,
    IncidentEngine engine,
    TimelineStore timeline,
    SlackOutbox outbox,
    FormOpener forms,
    PrivateAnswers answers,
    PublisherGroups groups,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    public static bool Handles(string actionId) => actionId is
        Buttons.Statuspage or Buttons.Rewrite or Buttons.Correct or Buttons.Approve or Buttons.SendBack or Buttons.Undo;

    public async Task HandleAsync(BlockActionRequest clicked, BlockAction action, Incident incident, long? number, CancellationToken cancellationToken)
    {
        var person = new PersonId(clicked.UserId);
        var membership = await groups.OfAsync(person, cancellationToken);
        switch (action.ActionId)
        {
            case Buttons.Correct when IncidentDecider.RefuseCorrecting(incident, person, membership.Ids, policy) is { } why:
                await TellAsync(clicked, Words(why, incident, membership), cancellationToken);
                break;
            case Buttons.Statuspage or Buttons.Rewrite when IncidentDecider.RefusePublishing(incident, person, membership.Ids, policy) is { } why:
                await TellAsync(clicked, Words(why, incident, membership), cancellationToken);
                break;
            case Buttons.Statuspage:
                await OpenAsync(clicked, FormKind.Statuspage, incident, null, null, cancellationToken);
                break;
            case Buttons.Rewrite:
                var text = number is { } unpublished
                    ? await database.ReadAsync(session => timeline.UnpublishedAsync(session, incident.Id, unpublished), cancellationToken)
                    : null;
                await OpenAsync(clicked, FormKind.Statuspage, incident, text, null, cancellationToken);
                break;
            case Buttons.Correct:
                await OpenAsync(clicked, FormKind.Correct, incident, null, number, cancellationToken);
                break;
            case Buttons.SendBack when number is { } waiting:
                if (incident.Waiting?.Number != waiting)
                    await TellAsync(clicked, Words(new Refusal.UpdateGone(), incident, membership), cancellationToken);
                else
                    await OpenAsync(clicked, FormKind.SendBack, incident, null, waiting, cancellationToken);
                break;
            case Buttons.Approve when number is { } waiting:
                var approve = new IncidentCommand.ApproveUpdate(waiting) { Groups = membership.Ids };
                await CarryOutAsync(clicked, action, incident, approve, membership, cancellationToken);
                break;
            case Buttons.Undo when number is { } waiting:
                await CarryOutAsync(clicked, action, incident, new IncidentCommand.UndoUpdate(waiting), membership, cancellationToken);
                break;
        }
    }

    // The outcome shows where the button was: in the message of the room, or in the form.
    private async Task CarryOutAsync(
        BlockActionRequest clicked, BlockAction action, Incident incident, IncidentCommand command, Membership membership, CancellationToken cancellationToken)
    {
        var delivery = CommandDelivery.Silent($"click:{clicked.UserId}:{clicked.MessageTs ?? clicked.View?.Id}:{action.ActionId}:{action.ActionTs}");
        var result = await engine.HandleAsync(delivery, incident.Id, command, new PersonId(clicked.UserId), cancellationToken);
        if (result is EngineResult.Refused refused)
            await TellAsync(clicked, Words(refused.Why, refused.Incident, membership), cancellationToken);
        else if (result is EngineResult.Accepted accepted && (command is IncidentCommand.UndoUpdate || clicked.View is not null))
            await TellAsync(clicked, Receipts.For(accepted.Change, policy), cancellationToken);
    }

    private async Task OpenAsync(
        BlockActionRequest clicked, FormKind form, Incident incident, string? text, long? number, CancellationToken cancellationToken)
    {
        var request = new FormRequest(form, clicked.TriggerId, new PersonId(clicked.UserId))
        {
            Incident = incident,
            Text = text,
            Details = number?.ToString(CultureInfo.InvariantCulture),
        };
        if (!await forms.TryOpenAsync(request, cancellationToken))
            await answers.TellAsync(clicked.ChannelId, clicked.UserId, "Slack did not open the form. Please click again.", cancellationToken);
    }

    private Task TellAsync(BlockActionRequest clicked, string mrkdwn, CancellationToken cancellationToken)
    {
        if (clicked.View is not { Id: { Length: > 0 } view })
            return answers.TellAsync(clicked.ChannelId, clicked.UserId, mrkdwn, cancellationToken);
        var now = clock.Now;
        var notice = new SlackIntent.FillForm(view, FormKind.Notice, clicked.UserId, mrkdwn);
        return database.WriteAsync(session => outbox.AddAsync(session, notice, now), cancellationToken);
    }

    private string Words(Refusal why, Incident? incident, Membership membership) =>
        RefusalWords.ForPublisher(why, incident, membership, policy, settings);
}
