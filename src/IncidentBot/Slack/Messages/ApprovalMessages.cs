using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>
/// The message that asks for approval of a public update; it is edited when the answer comes.
/// Also the message to the author when the update was sent back or withdrawn.
/// </summary>
internal static class ApprovalMessages
{
    public const string PostKeyPrefix = "waiting:";

    /// <summary>Whether the event asks for approval or answers. All events about one update share one message, by <see cref="NumberOf"/>.</summary>
    public static bool IsAboutWaiting(IncidentEvent happened) => happened is
        IncidentEvent.ApprovalAsked or IncidentEvent.UpdateApproved or IncidentEvent.UpdateSentBack or IncidentEvent.UpdateWithdrawn;

    /// <summary>The number of the update that waits or waited for approval; null when the event is about none.</summary>
    public static long? NumberOf(IncidentEvent happened) => happened switch
    {
        IncidentEvent.ApprovalAsked asked => asked.Waiting,
        IncidentEvent.UpdateApproved approved => approved.Waiting,
        IncidentEvent.UpdateSentBack back => back.Waiting,
        IncidentEvent.UpdateWithdrawn withdrawn => withdrawn.Waiting,
        IncidentEvent.PublicUpdatePublished { ApprovedBy: not null } published => published.Waited,
        IncidentEvent.PublicUpdateCorrected { ApprovedBy: not null } corrected => corrected.Waited,
        IncidentEvent.PublicUpdateBackfilled { ApprovedBy: not null } past => past.Waited,
        _ => null,
    };

    /// <summary>The message as it reads after this event.</summary>
    public static Message For(TimelineEntry entry, Incident incident, IncidentPolicy policy) => entry.Event switch
    {
        IncidentEvent.ApprovalAsked asked => Ask(entry.By, asked, incident, policy),
        IncidentEvent.UpdateApproved approved when incident.Waiting is { LeavesAt: { } leavesAt } waiting && waiting.Number == approved.Waiting => Settled(
            $"{Approved(entry.By, approved.Author, "public update")} It will be published at {Say.UtcSecond(leavesAt)}.\n>>>{Words(waiting.What.Text)}",
            Buttons.ForUpdate(Buttons.Undo, "Undo", incident.Id, approved.Waiting)),
        IncidentEvent.UpdateApproved approved => Settled(Approved(entry.By, approved.Author, "public update")),
        IncidentEvent.UpdateSentBack back => Settled(
            $":leftwards_arrow_with_hook: {Say.Person(entry.By)} sent {Say.Person(back.Author)}'s public update back: {Words(back.Why)}"),
        IncidentEvent.UpdateWithdrawn withdrawn => Settled($":heavy_multiplication_x: {Withdrawn(entry, withdrawn)}\n>>>{Words(withdrawn.Text)}"),
        IncidentEvent.PublicUpdatePublished { ApprovedBy: { } approver, Author: var author } => Settled(
            $"{Approved(approver, author ?? entry.By, "public update")} Customers have it."),
        IncidentEvent.PublicUpdateCorrected { ApprovedBy: { } approver, Author: var author } => Settled(
            $"{Approved(approver, author ?? entry.By, "correction")} Customers have it."),
        IncidentEvent.PublicUpdateBackfilled { ApprovedBy: { } approver, Author: var author } => Settled(
            $"{Approved(approver, author ?? entry.By, "past update")} It is on the status page."),
        _ => throw new InvalidOperationException($"{entry.Event.GetType().Name} is not about an update that waits for approval."),
    };

    /// <summary>The message to the author; null when the author learns of the event another way.</summary>
    public static Message? ToAuthor(TimelineEntry entry, Incident incident) => entry.Event switch
    {
        IncidentEvent.UpdateSentBack back => Of(
            $":leftwards_arrow_with_hook: {Say.Person(entry.By)} sent your public update of {incident.Id} back: {Words(back.Why)}",
            RewriteButton(incident, back.Waiting)),
        IncidentEvent.UpdateWithdrawn { Reason: WithdrawnBecause.Overtaken } withdrawn => Of(
            $":warning: Your public update of {incident.Id} was not published: the incident is {Say.PhaseWord(incident.Phase)} now."
            + $"{(incident.IsOpenInPublic ? " Please tell customers where it stands." : "")}\n>>>{Words(withdrawn.Text)}",
            IncidentDecider.RefusePublishing(incident) is null ? [Buttons.For(Buttons.Statuspage, "Tell customers", incident, ButtonStyle.Primary)] : []),
        IncidentEvent.UpdateWithdrawn { Reason: WithdrawnBecause.Undone } withdrawn when entry.By != withdrawn.Author => Of(
            $":heavy_multiplication_x: {Say.Person(entry.By)} took your public update of {incident.Id} back before customers saw it. "
            + "Please agree with them on what customers should read.",
            RewriteButton(incident, withdrawn.Waiting)),
        IncidentEvent.UpdateWithdrawn { Reason: WithdrawnBecause.Superseded } withdrawn when entry.By != withdrawn.Author => Of(
            $":heavy_multiplication_x: Your public update of {incident.Id} was not published: {Say.Person(entry.By)} wrote a newer one, "
            + "which waits for approval in its place.",
            []),
        _ => null,
    };

    /// <summary>Who may approve: mentions of the configured people and groups, or "A second person" when the configuration names none.</summary>
    public static string Approvers(PublishPolicy policy) => policy.NamesApprovers
        ? string.Join(' ', policy.Approvers.Take(20).Select(Say.Person).Concat(policy.ApproverGroups.Take(5).Select(Mrkdwn.UserGroup)))
        : "A second person";

    /// <summary>The two buttons: approve and send back.</summary>
    public static IReadOnlyList<IActionElement> Answers(IncidentId incident, long waiting) =>
    [
        Buttons.ForUpdate(Buttons.Approve, "Approve", incident, waiting, ButtonStyle.Primary),
        Buttons.ForUpdate(Buttons.SendBack, "Send back", incident, waiting),
    ];

    // The approver sees exactly what customers would read, as plain text and in full, and which wording rules the author overruled.
    private static Message Ask(PersonId author, IncidentEvent.ApprovalAsked asked, Incident incident, IncidentPolicy policy)
    {
        var what = incident.Waiting is { } waiting && waiting.Number == asked.Waiting ? waiting.What : null;
        var kind = what switch
        {
            { Corrects: { } correction } =>
                $"correct a public update{(correction.TellsSubscribers ? " and tell those who got it" : ", without notifying anyone")}",
            { SaidAt: { } at } => $"add an update of {Say.Utc(at)} afterwards",
            _ => "tell customers",
        };
        var text = $":mag: {Say.Person(author)} wants to {kind}: _{asked.State.Word()}_. "
            + $"{Approvers(policy.Publishing)}, please read and approve it, or send it back and say why.";
        List<Block> blocks =
        [
            new SectionBlock(new Markdown(text)),
            new SectionBlock(new Markdown($"*{Mrkdwn.EscapeAndFit(asked.Title, 250)}*")),
            new SectionBlock(new PlainText(TextFit.Cut(asked.Text, 3000))),
        ];
        if (what is { Components.Count: > 0 })
            blocks.Add(new ContextBlock(new Markdown(Say.Components(what.Components, policy.Components))));
        if (asked.Overruled is { } overruled)
        {
            var reason = Mrkdwn.EscapeAndFit(overruled.Reason, 500);
            blocks.Add(new ContextBlock(new Markdown($"It overrules {Mrkdwn.EscapeAndFit(overruled.Rules, 300)} because: {reason}")));
        }

        if (what is not null)
            blocks.Add(new ActionsBlock(Answers(incident.Id, asked.Waiting)));
        return new Message(text, blocks);
    }

    private static string Approved(PersonId approver, PersonId author, string what) =>
        $":white_check_mark: {Say.Person(approver)} approved {Say.Person(author)}'s {what}.";

    private static IReadOnlyList<IActionElement> RewriteButton(Incident incident, long waiting) => IncidentDecider.RefusePublishing(incident) is null
        ? [Buttons.ForUpdate(Buttons.Rewrite, "Rewrite it", incident.Id, waiting, ButtonStyle.Primary)]
        : [];

    private static string Withdrawn(TimelineEntry entry, IncidentEvent.UpdateWithdrawn withdrawn) => withdrawn.Reason switch
    {
        WithdrawnBecause.Undone =>
            $"{Say.Person(entry.By)} took {(entry.By == withdrawn.Author ? "the" : $"{Say.Person(withdrawn.Author)}'s")} public update back. "
            + "Customers have not seen it.",
        WithdrawnBecause.Superseded => $"{Say.Person(withdrawn.Author)}'s public update was not published: a newer one took its place.",
        _ => $"{Say.Person(withdrawn.Author)}'s public update was not published: the incident changed before that.",
    };

    private static Message Settled(string text, params IReadOnlyList<IActionElement> actions) => Of(text, actions);

    private static string Words(string text) => Mrkdwn.EscapeAndFit(text, 2200);

    private static Message Of(string text, IReadOnlyList<IActionElement> actions) =>
        new(text, actions.Count == 0 ? [new SectionBlock(new Markdown(text))] : [new SectionBlock(new Markdown(text)), new ActionsBlock(actions)]);
}
