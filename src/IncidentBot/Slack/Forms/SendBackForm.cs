using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Asks for the reason when an approver sends an update back to its author.</summary>
internal static class SendBackForm
{
    public const string WhyBlock = "why";

    /// <param name="incident">The incident in its present state.</param>
    /// <param name="number">The number of the waiting update.</param>
    public static ModalViewDefinition View(Incident incident, string? number) => FormParts.Form(
        FormKind.SendBack,
        [
            new SectionBlock(new Markdown($"{Say.Name(incident)}\nThe author gets the text back with your reason, and can rewrite it.")),
            FormParts.TextInput(WhyBlock, "What should change?", placeholder: "The EU is affected too", optional: false, multiline: true, max: 1000),
        ],
        "Send back",
        Buttons.ValueOf(incident.Id, long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var waiting) ? waiting : 0));

    public static IncidentCommand.SendBackUpdate Read(ViewState state, long number) => new(number, FormParts.Text(state, WhyBlock) ?? "");
}
