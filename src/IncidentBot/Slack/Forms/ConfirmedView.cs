using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>What an author sees once they have confirmed: when it leaves and how to take it back, or who is asked to let it out.</summary>
internal static class ConfirmedView
{
    public static ModalViewDefinition For(IncidentId incident, WaitingUpdate waiting, IncidentPolicy policy) => waiting.LeavesAt is { } leavesAt
        ? View(
            $":hourglass_flowing_sand: Leaves at {Say.UtcSecond(leavesAt)}. Customers see it then, and not before. You may close this.",
            Buttons.ForUpdate(Buttons.Undo, "Undo", incident, waiting.Number))
        : View($":mag: It waits for approval. {ApprovalMessages.Approvers(policy.Publishing)} can let it out, where I asked or with `/incident statuspage {incident} approve`. The promise to customers goes on meanwhile.");

    private static ModalViewDefinition View(string text, params IReadOnlyList<IActionElement> actions) => new(
        "Public update",
        actions.Count == 0 ? [new SectionBlock(new Markdown(text))] : [new SectionBlock(new Markdown(text)), new ActionsBlock(actions)],
        close: "Close",
        clearOnClose: true);
}
