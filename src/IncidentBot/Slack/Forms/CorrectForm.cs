using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Other words for an update that customers have read. They are told that it was corrected, and when.</summary>
internal static class CorrectForm
{
    public static ModalViewDefinition View(Incident incident, ToldUpdate update)
    {
        List<Block> blocks =
        [
            new SectionBlock(new Markdown(
                $"{Say.Name(incident)}\nThe update of {Say.On(update.At)}, _{update.State.Word()}_. Customers see the new text and \"corrected at …\"; the earlier text stays in the timeline. It promises nothing new.")),
            FormParts.TextInput(StatuspageForm.TextBlock, "What customers read", update.Text, optional: false, multiline: true, max: 2900, hint: "Write times in UTC."),
            StatuspageForm.OverruleInput(),
        ];
        return FormParts.Form(FormKind.Correct, blocks, "Preview", Buttons.ValueOf(incident.Id, update.Number));
    }

    /// <summary>The update of that number; the newest when nobody said which. Null when it is not there.</summary>
    public static ToldUpdate? Choose(IReadOnlyList<ToldUpdate> told, string? number) => number is null
        ? told.MaxBy(update => update.Number)
        : told.FirstOrDefault(update => update.Number.ToString(CultureInfo.InvariantCulture) == number);

    public static IncidentCommand.PublishUpdate Read(ViewState state, ToldUpdate update) => new(update.State, FormParts.Text(state, StatuspageForm.TextBlock) ?? "")
    {
        Title = update.Title,
        Corrects = new Correction(update.Number, update.Text),
    };
}
