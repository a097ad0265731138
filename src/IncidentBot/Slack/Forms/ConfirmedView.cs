using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The view after confirmation: when the update is published and how to undo it, or who can approve it.</summary>
internal static class ConfirmedView
{
    public static ModalViewDefinition For(IncidentId incident, WaitingUpdate waiting, IncidentPolicy policy) => waiting.LeavesAt is { } leavesAt
        ? View(
            $":hourglass_flowing_sand: It will be published at {Say.UtcSecond(leavesAt)}. Customers do not see it before. You may close this.",
            Buttons.ForUpdate(Buttons.Undo, "Undo", incident, waiting.Number))
        : View(
            $":mag: It waits for approval. {ApprovalMessages.Approvers(policy.Publishing)} can approve it where I asked, "
            + $"or with `/incident statuspage {incident} approve`. Until then, the promise to customers is still due.");

    private static ModalViewDefinition View(string text, params IReadOnlyList<IActionElement> actions) => new(
        "Public update",
        actions.Count == 0 ? [new SectionBlock(new Markdown(text))] : [new SectionBlock(new Markdown(text)), new ActionsBlock(actions)],
        close: "Close",
        clearOnClose: true);
}
