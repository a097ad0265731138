using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Adds an update with a time in the past. It gets a label on the page, and subscribers are not notified.</summary>
internal static class BackfillUpdateForm
{
    private const string WhenBlock = "when";

    public static ModalViewDefinition View(Incident incident, string? text, IncidentPolicy policy)
    {
        IEnumerable<PublicState> states = incident.Phase.IsOpen() ? StatuspageForm.OpenStates : Enum.GetValues<PublicState>();
        List<Block> blocks =
        [
            new SectionBlock(new Markdown(
                $"{Say.Name(incident)}\nFor what was said elsewhere, or should have been. "
                + "Customers see it at its own time, marked \"added afterwards\". No subscriber is notified.")),
            FormParts.TextInput(WhenBlock, "When was it?", placeholder: "14:05 or 2026-03-02 14:05", hint: "In UTC.", optional: false, max: 40),
            StatuspageForm.StateInput(states, PublicState.Investigating),
            FormParts.TextInput(
                StatuspageForm.TextBlock,
                "What customers read",
                text,
                optional: false,
                multiline: true,
                max: 2500,
                hint: "As it was true then. Write times in UTC."),
            StatuspageForm.TitleInput(incident),
            .. StatuspageForm.ComponentInputs(policy, _ => null),
            StatuspageForm.OverruleInput(),
        ];
        return FormParts.Form(FormKind.BackfillUpdate, blocks, "Preview", Buttons.ValueOf(incident.Id));
    }

    public static IncidentCommand.PublishUpdate? Read(
        ViewState state, Incident incident, IncidentPolicy policy, Instant now, Dictionary<string, string> problems)
    {
        if (!PublicWords.TryParse(FormParts.Selected(state, StatuspageForm.StateBlock), out PublicState said))
            problems[StatuspageForm.StateBlock] = "Choose a state.";
        else if (said == PublicState.Resolved && incident.Phase.IsOpen())
            problems[StatuspageForm.StateBlock] = "The incident is open, so customers cannot have heard that it is over.";
        if (!PastTime.TryParse(FormParts.Text(state, WhenBlock), now, out var at))
            problems[WhenBlock] = "I cannot read that as a time. Type for example 14:05 or 2026-03-02 14:05, in UTC.";
        else if (at > now)
            problems[WhenBlock] = "That is in the future. For an update of now: /incident statuspage";
        return problems.Count > 0 ? null : new IncidentCommand.PublishUpdate(said, FormParts.Text(state, StatuspageForm.TextBlock) ?? "")
        {
            Title = FormParts.Text(state, StatuspageForm.TitleBlock),
            Components = StatuspageForm.ReadComponents(state, policy),
            SaidAt = at,
        };
    }
}
