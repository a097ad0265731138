using System.Security.Cryptography;
using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Corrects a published update. The page shows that it was corrected, and when.</summary>
internal static class CorrectForm
{
    public const string TellBlock = "tell";

    private const string Tell = "tell";

    /// <param name="incident">The incident of the update.</param>
    /// <param name="update">The update as customers read it now.</param>
    /// <param name="settings">The settings of this installation.</param>
    /// <param name="mine">The text of this person, when another person corrected the same update meanwhile; otherwise null.</param>
    public static ModalViewDefinition View(Incident incident, PublicUpdateText update, SlackEdgeSettings settings, string? mine = null)
    {
        List<Block> blocks =
        [
            .. mine is null ? Array.Empty<Block>() :
            [
                new SectionBlock(new Markdown(
                    $":warning: *Another person corrected this update while you wrote.* Your text is still below. To replace theirs, send it again. "
                    + $"Customers read now:\n>>>{Mrkdwn.EscapeAndFit(update.Text, 2500)}")),
            ],
            new SectionBlock(new Markdown(
                $"{Say.Name(incident)}\nThe update of {Say.On(update.At)}, _{update.State.Word()}_. Customers see the new text and \"corrected at …\"; "
                + "the earlier text stays in the timeline. The promise of the next update stays as it is.")),
            FormParts.TextInput(
                StatuspageForm.TextBlock, "What customers read", mine ?? update.Text, optional: false, multiline: true, max: 2900, hint: "Write times in UTC."),
            .. MayTell(update, settings) ? new[] { TellInput() } : [],
            StatuspageForm.OverruleInput(),
        ];
        return FormParts.Form(FormKind.Correct, blocks, "Preview", $"{Buttons.ValueOf(incident.Id, update.Number)}:{Fingerprint(update)}");
    }

    /// <summary>
    /// Whether the form showed the update as customers read it now. A form opened by an earlier release does not tell and passes;
    /// publishing compares the text once more.
    /// </summary>
    public static bool Showed(string metadata, PublicUpdateText update) =>
        metadata.Count(character => character == ':') < 3 || metadata.EndsWith(':' + Fingerprint(update), StringComparison.Ordinal);

    public static IncidentCommand.PublishUpdate Read(ViewState state, PublicUpdateText update, SlackEdgeSettings settings) =>
        new(update.State, FormParts.Text(state, StatuspageForm.TextBlock) ?? "")
        {
            Title = update.Title,
            Corrects = new Correction(update.Number, update.Text)
            {
                TellsSubscribers = MayTell(update, settings) && state.SelectedMany(TellBlock, FormParts.Value).Contains(Tell),
            },
        };

    // Subscribers got no notification of an update that was added afterwards, so they get none of its correction.
    private static bool MayTell(PublicUpdateText update, SlackEdgeSettings settings) => settings.HasSubscribers && update.AddedAt is null;

    private static InputBlock TellInput()
    {
        var tell = new Option("Tell those who got this update", Tell);
        return new InputBlock(
            "Subscribers",
            new CheckboxGroup(FormParts.Value, [tell], [tell]),
            TellBlock,
            "What they read was wrong. For a mere typo, untick it: then no subscriber is notified.",
            optional: true);
    }

    private static string Fingerprint(PublicUpdateText update) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(update.Text)).AsSpan(0, 8));
}
