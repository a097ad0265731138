using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Forms;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Interactions;

/// <summary>In the open form the text follows the state and the symptom that are picked, until its author writes a word of their own.</summary>
internal sealed class StatuspageFollowing(
    IDatabase database, IncidentLookup lookup, SlackOutbox outbox, IncidentPolicy policy, SlackEdgeSettings settings, Clock clock)
{
    public static bool Handles(BlockActionRequest clicked, BlockAction action) =>
        clicked.View is { } view && view.CallbackId == FormParts.CallbackOf(FormKind.Statuspage) && action.BlockId is StatuspageForm.StateBlock or StatuspageForm.SymptomBlock;

    public async Task FollowAsync(BlockActionRequest clicked, CancellationToken cancellationToken)
    {
        var (view, person, now) = (clicked.View!, new PersonId(clicked.UserId), clock.Now);
        if (!PublicWords.TryParse(FormParts.Selected(view.State, StatuspageForm.StateBlock), out PublicState state)
            || await database.ReadAsync(session => lookup.FindForFormAsync(session, view.Id, view.PrivateMetadata, person), cancellationToken) is not { } incident)
            return;

        var picked = FormParts.Selected(view.State, StatuspageForm.SymptomBlock);
        var choice = new StatuspageChoice(state, SymptomPhrases.All.Contains(picked) ? picked : null);
        if (FormParts.Text(view.State, StatuspageForm.TextBlockIn(view.State)) is { } text && !IsOurs(text))
            return;
        await database.WriteAsync(
            session => outbox.AddAsync(session, incident, new SlackIntent.FillForm(view.Id, FormKind.Statuspage, person.Value, Text: null, choice.ToString()), now), cancellationToken);

        bool IsOurs(string text) => StatuspageForm.OpenStates
            .SelectMany(one => SymptomPhrases.All.Prepend(null).Select(symptom => PublicDraft.Text(incident, one, policy, settings, now, null, symptom)))
            .Contains(text.Trim(), StringComparer.Ordinal);
    }
}
