using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Replaces the skeleton of a form by the real form, built from the present state of the incident.</summary>
internal sealed class FormFiller(
    IDatabase database,
    IncidentStore incidents,
    TimelineStore timeline,
    SlackApiClient slack,
    IncidentPolicy policy,
    SlackEdgeSettings settings,
    Clock clock)
{
    public async Task<SendOutcome> FillAsync(SlackIntent.FillForm form, long? number, CancellationToken cancellationToken)
    {
        var incident = number is { } id
            ? await database.ReadAsync(session => incidents.FindAsync(session, new IncidentId(id)), cancellationToken)
            : null;
        var update = incident is { PublicUpdates: > 0 } && form.Form == FormKind.Correct
            ? await database.ReadAsync(session => timeline.PublicUpdateAsync(session, incident.Id, NumberIn(form.Details)), cancellationToken)
            : null;
        var outcome = await slack.UpdateViewAsync(form.ViewId, ViewFor(form, incident, update), cancellationToken);
        if (outcome.Code is "not_found" or "hash_conflict")
            return new SendOutcome.Skipped("the form was closed");
        return outcome is SlackOutcome<IncidentBot.Slack.Requests.ViewInfo>.Ambiguous lost
            ? new SendOutcome.TryLater(lost.Reason)
            : outcome.ToSendOutcome();
    }

    // Null means the newest update.
    private static int? NumberIn(string? details) =>
        int.TryParse(details, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private ModalViewDefinition ViewFor(SlackIntent.FillForm form, Incident? incident, PublicUpdateText? update) => (form.Form, incident) switch
    {
        (FormKind.Notice, _) => FormParts.Notice("Public update", form.Text ?? ""),
        (FormKind.Declare, _) => DeclareForm.View(form.Text, form.Details, form.Person, policy),
        (FormKind.BackfillIncident, _) => BackfillIncidentForm.View(policy),
        (FormKind.AddToTimeline, _) => AddToTimelineForm.View(form.Text),
        (FormKind.Update, { } known) => UpdateForm.View(known, form.Text, policy, settings.TimeZone),
        (FormKind.Statuspage, { } known) =>
            StatuspageForm.View(known, form.Text, policy, settings, clock.Now, StatuspageChoice.Read(form.Details)),
        (FormKind.Correct, { } known) => update is not null
            ? CorrectForm.View(known, update, settings)
            : FormParts.Notice("Not found", RefusalWords.For(new Refusal.UnknownUpdate(), known, policy, settings)),
        (FormKind.BackfillUpdate, { } known) => BackfillUpdateForm.View(known, form.Text, policy),
        (FormKind.SendBack, { } known) => SendBackForm.View(known, form.Details),
        (FormKind.Resolve, { } known) => ResolveForm.View(known, form.Text),
        _ => FormParts.Notice("Not found", "I do not know that incident any more."),
    };
}
