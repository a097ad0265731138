using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using IncidentBot.Wording;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>
/// Handles the forms for public updates. The rights of the person are checked when the form is submitted and again when it is confirmed.
/// Each check uses the present state of the incident.
/// </summary>
internal sealed class PublishingSubmissions(
    IDatabase database,
    IncidentEngine engine,
    IncidentStore incidents,
    DraftStore drafts,
    TimelineStore timeline,
    WordingChecker checker,
    PublisherGroups groups,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    public async Task<ViewSubmissionResponse> PreviewAsync(
        ViewInfo view, FormKind kind, Incident incident, PersonId person, CancellationToken cancellationToken)
    {
        var membership = await groups.OfAsync(person, cancellationToken);
        var why = kind == FormKind.Correct
            ? IncidentDecider.RefuseCorrecting(incident, person, membership.Ids, policy)
            : IncidentDecider.RefusePublishing(incident, person, membership.Ids, policy);
        if (why is not null)
            return Notice(Words(why, incident, membership));

        var now = clock.Now;
        var corrected = kind == FormKind.Correct
            && Buttons.TryRead(view.PrivateMetadata, out _, out _, out var number)
            && number is > 0 and <= int.MaxValue
            ? await database.ReadAsync(session => timeline.PublicUpdateAsync(session, incident.Id, (int)number.Value), cancellationToken)
            : null;
        if (kind == FormKind.Correct && corrected is null)
            return Notice(Words(new Refusal.UnknownUpdate(), incident, membership));
        if (corrected is not null && !CorrectForm.Showed(view.PrivateMetadata, corrected))
        {
            var mine = FormParts.Text(view.State, StatuspageForm.TextBlock) ?? "";
            return ViewSubmissionResponse.Update(CorrectForm.View(incident, corrected, settings, mine));
        }

        var earlier = await database.ReadAsync(
            session => timeline.PublicUpdatesAsync(session, incident.Id, corrected?.At ?? now, UpdateCheck.MostEarlier), cancellationToken);
        var check = new UpdateCheck(checker, earlier, policy.Severities.Get(incident.Severity).Cadence.Public) { Corrected = corrected };
        var problems = new Dictionary<string, string>();
        IncidentCommand.PublishUpdate? publish;
        Workaround? workaround = null;
        switch (kind)
        {
            case FormKind.Correct:
                publish = CorrectForm.Read(view.State, corrected!, settings);
                break;
            case FormKind.BackfillUpdate:
                publish = BackfillUpdateForm.Read(view.State, incident, policy, now, problems);
                break;
            default:
                StatuspageForm.TryRead(view.State, incident, policy, settings, check, now, out publish, out workaround, out problems);
                break;
        }

        if (publish is not null && kind is FormKind.Correct or FormKind.BackfillUpdate)
            StatuspageForm.CheckWording(ref publish!, check, view.State, now, problems);
        if (publish is null || problems.Count > 0)
            return ViewSubmissionResponse.Errors(problems);

        var draft = Guid.CreateVersion7(now.ToDateTimeOffset()).ToString("N");
        await database.WriteAsync(session => drafts.SaveAsync(session, draft, incident.Id, person, publish, now), cancellationToken);
        var findings = check.Find(publish, now, workaround);
        return ViewSubmissionResponse.Push(StatuspageForm.Preview(incident, publish, findings, draft, policy, settings, workaround));
    }

    public async Task<ViewSubmissionResponse> ConfirmAsync(ViewInfo view, CommandDelivery delivery, PersonId person, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => drafts.FindAsync(session, view.PrivateMetadata, person), cancellationToken) is not var (id, publish))
            return Notice("This preview is too old. Please open the form again.");
        var membership = await groups.OfAsync(person, cancellationToken);
        switch (await engine.HandleAsync(delivery, id, publish with { Groups = membership.Ids }, person, cancellationToken))
        {
            case EngineResult.Refused refused:
                return Notice(Words(refused.Why, refused.Incident, membership));
            case EngineResult.Accepted accepted:
                return After(accepted.Change.After, person);
            case EngineResult.Repeated when await database.ReadAsync(session => incidents.FindAsync(session, id), cancellationToken) is { } incident:
                return After(incident, person);
            default:
                return ViewSubmissionResponse.Clear;
        }
    }

    public async Task<ViewSubmissionResponse> SendBackAsync(
        ViewInfo view, CommandDelivery delivery, Incident incident, PersonId person, CancellationToken cancellationToken)
    {
        if (!Buttons.TryRead(view.PrivateMetadata, out _, out _, out var number) || number is not { } waiting)
            return Notice(Words(new Refusal.UpdateGone(), incident, Membership.None));
        var membership = await groups.OfAsync(person, cancellationToken);
        var command = SendBackForm.Read(view.State, waiting) with { Groups = membership.Ids };
        return await engine.HandleAsync(delivery, incident.Id, command, person, cancellationToken) is EngineResult.Refused refused
            ? Notice(Words(refused.Why, refused.Incident, membership))
            : ViewSubmissionResponse.Clear;
    }

    private ViewSubmissionResponse After(Incident incident, PersonId person) => incident.Waiting is { } waiting && waiting.Author == person
        ? ViewSubmissionResponse.Update(ConfirmedView.For(incident.Id, waiting, policy))
        : ViewSubmissionResponse.Clear;

    private string Words(Refusal why, Incident? incident, Membership membership) =>
        RefusalWords.ForPublisher(why, incident, membership, policy, settings);

    private static ViewSubmissionResponse Notice(string mrkdwn) => ViewSubmissionResponse.Update(FormParts.Notice("Not done", mrkdwn));
}
