using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Asks for the incident whose timeline a message is added to.</summary>
internal static class AddToTimelineForm
{
    public const string IncidentBlock = "incident";

    private const string TextBlock = "text";

    public static ModalViewDefinition View(string? text) => FormParts.Form(
        FormKind.AddToTimeline,
        [
            new InputBlock("Which incident?", new ExternalSelectMenu(FormParts.Value, minQueryLength: 0, placeholder: "Number or title"), IncidentBlock),
            FormParts.TextInput(TextBlock, "What the timeline will say", text, optional: false, multiline: true),
        ],
        "Add");

    public static bool TryRead(ViewState state, out IncidentId id, out IncidentCommand.AddNote note)
    {
        note = new IncidentCommand.AddNote(FormParts.Text(state, TextBlock) ?? "", NoteSource.Shortcut);
        return IncidentId.TryParse(FormParts.Selected(state, IncidentBlock), out id);
    }

    public static Option OptionFor(Incident incident) =>
        new(TextFit.Cut($"{incident.Id} {VisibleText.Clean(incident.Title)}", 75), Messages.Buttons.ValueOf(incident.Id));
}
