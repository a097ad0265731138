using System.Security.Cryptography;
using System.Text;
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
    public const string TellBlock = "tell";

    private const string Tell = "tell";

    /// <param name="incident">Whose update it is.</param>
    /// <param name="update">The update as customers read it now.</param>
    /// <param name="settings">This installation.</param>
    /// <param name="mine">What this person wrote while somebody else corrected the same update; null when nobody did.</param>
    public static ModalViewDefinition View(Incident incident, PublicUpdateText update, SlackEdgeSettings settings, string? mine = null)
    {
        List<Block> blocks =
        [
            .. mine is null ? Array.Empty<Block>() :
            [
                new SectionBlock(new Markdown(
                    $":warning: *Somebody corrected this update while you wrote.* Your text is still below. To put it in place of theirs, send it once more. Customers read now:\n>>>{Mrkdwn.EscapeAndFit(update.Text, 2500)}")),
            ],
            new SectionBlock(new Markdown(
                $"{Say.Name(incident)}\nThe update of {Say.On(update.At)}, _{update.State.Word()}_. Customers see the new text and \"corrected at …\"; the earlier text stays in the timeline. It promises nothing new.")),
            FormParts.TextInput(StatuspageForm.TextBlock, "What customers read", mine ?? update.Text, optional: false, multiline: true, max: 2900, hint: "Write times in UTC."),
            .. MayTell(update, settings) ? new[] { TellInput() } : [],
            StatuspageForm.OverruleInput(),
        ];
        return FormParts.Form(FormKind.Correct, blocks, "Preview", $"{Buttons.ValueOf(incident.Id, update.Number)}:{Fingerprint(update)}");
    }

    /// <summary>Whether the form showed the update as customers read it now. One that an earlier release opened cannot tell; what is published is compared once more.</summary>
    public static bool Showed(string metadata, PublicUpdateText update) =>
        metadata.Count(character => character == ':') < 3 || metadata.EndsWith(':' + Fingerprint(update), StringComparison.Ordinal);

    public static IncidentCommand.PublishUpdate Read(ViewState state, PublicUpdateText update, SlackEdgeSettings settings) => new(update.State, FormParts.Text(state, StatuspageForm.TextBlock) ?? "")
    {
        Title = update.Title,
        Corrects = new Correction(update.Number, update.Text)
        {
            TellsSubscribers = MayTell(update, settings) && state.SelectedMany(TellBlock, FormParts.Value).Contains(Tell),
        },
    };

    // Nobody was told of what was added afterwards.
    private static bool MayTell(PublicUpdateText update, SlackEdgeSettings settings) => settings.HasSubscribers && update.AddedAt is null;

    private static InputBlock TellInput()
    {
        var told = new Option("Tell those who got this update", Tell);
        return new InputBlock("Subscribers", new CheckboxGroup(FormParts.Value, [told], [told]), TellBlock, "What they read was wrong. Untick it for a mere typo: then nobody is notified.", optional: true);
    }

    private static string Fingerprint(PublicUpdateText update) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(update.Text)).AsSpan(0, 8));
}
