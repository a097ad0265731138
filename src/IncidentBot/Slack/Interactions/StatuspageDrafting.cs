using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;
using IncidentBot.Wording.Drafts;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>Updates the draft in an open form when a state or symptom is chosen, as long as the author has not edited the text.</summary>
internal sealed class StatuspageDrafting(
    IDatabase database, IncidentLookup lookup, SlackOutbox outbox, IncidentPolicy policy, SlackEdgeSettings settings, Clock clock)
{
    public static bool Handles(BlockActionRequest clicked, BlockAction action) =>
        clicked.View is { } view
        && view.CallbackId == FormParts.CallbackOf(FormKind.Statuspage)
        && action.BlockId is StatuspageForm.StateBlock or StatuspageForm.SymptomBlock;

    public async Task UpdateAsync(BlockActionRequest clicked, CancellationToken cancellationToken)
    {
        var (view, person, now) = (clicked.View!, new PersonId(clicked.UserId), clock.Now);
        if (!PublicWords.TryParse(FormParts.Selected(view.State, StatuspageForm.StateBlock), out PublicState state))
            return;
        var found = await database.ReadAsync(
            session => lookup.FindForFormAsync(session, view.Id, view.PrivateMetadata, person), cancellationToken);
        if (found is not { } incident)
            return;

        var chosen = FormParts.Selected(view.State, StatuspageForm.SymptomBlock);
        var choice = new StatuspageChoice(state, SymptomPhrases.All.Contains(chosen) ? chosen : null);
        if (FormParts.Text(view.State, StatuspageForm.TextBlockIn(view.State)) is { } text && !IsDraft(text))
            return;
        var fill = new SlackIntent.FillForm(view.Id, FormKind.Statuspage, person.Value, Text: null, choice.ToString());
        await database.WriteAsync(session => outbox.AddAsync(session, incident, fill, now), cancellationToken);

        bool IsDraft(string text) => StatuspageForm.OpenStates
            .SelectMany(one => SymptomPhrases.All.Prepend(null).Select(symptom => PublicDraft.Text(incident, one, policy, settings, now, null, symptom)))
            .Contains(text.Trim(), StringComparer.Ordinal);
    }
}
