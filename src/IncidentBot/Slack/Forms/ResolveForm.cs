using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The two questions of the all-clear. A no leads to monitoring.</summary>
internal static class ResolveForm
{
    public const string OverBlock = "over";

    private const string RecurBlock = "recur";
    private const string GuidanceBlock = "guidance";
    public const string TextBlock = "text";

    public static ModalViewDefinition View(Incident incident, string? text) => FormParts.Form(
        FormKind.Resolve,
        [
            new SectionBlock(new Markdown(Say.Name(incident))),
            FormParts.YesNo(OverBlock, "Is it over?", null, "Customers and colleagues can work as usual again."),
            FormParts.YesNo(RecurBlock, "Are you confident that it will not come back?", null, "If not, I offer to tell the room that you are monitoring."),
            FormParts.TextInput(TextBlock, "What ended it?", text, "Rolled back; the fix follows tomorrow", multiline: true),
            FormParts.TextInput(GuidanceBlock, "What must customers do now?", placeholder: "Sign in again, or a link to the steps", max: 500,
                hint: "Goes into the last text for customers. If empty, it says that they need not do anything."),
        ],
        "Resolve",
        Buttons.ValueOf(incident.Id));

    public static IncidentCommand.Resolve Read(ViewState state) =>
        new(FormParts.IsYes(state, OverBlock), FormParts.IsYes(state, RecurBlock), FormParts.Text(state, TextBlock))
        {
            Guidance = FormParts.Text(state, GuidanceBlock),
        };

    /// <summary>The form after a no: one click tells the room that the incident is being monitored.</summary>
    public static ModalViewDefinition StillMonitoring(IncidentId id, IncidentCommand.Resolve answers) => FormParts.Form(
        FormKind.StillMonitoring,
        [
            new SectionBlock(new Markdown(answers.IsOver
                ? "Watch it for a while before the all-clear, and tell the room that you do. The phase becomes monitoring."
                : "If a fix is in place, tell the room that you watch whether it holds. The phase becomes monitoring. If not, press Cancel.")),
            FormParts.TextInput(
                TextBlock,
                "What the room will read",
                answers.Text ?? "A fix is in place. We are monitoring before we give the all-clear.",
                optional: false,
                multiline: true),
        ],
        "Post",
        Buttons.ValueOf(id));

    public static IncidentCommand.PostUpdate ReadMonitoring(ViewState state) => new(FormParts.Text(state, TextBlock) ?? "", Phase.Monitoring);
}
