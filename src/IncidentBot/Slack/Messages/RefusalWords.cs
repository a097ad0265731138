using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The text of each refusal: the reason, and what to do instead.</summary>
internal static class RefusalWords
{
    public static string For(Refusal why, Incident? incident, IncidentPolicy policy, SlackEdgeSettings settings) => why switch
    {
        Refusal.Blank { What: "title" } => "What is broken? The title needs words that people can read.",
        Refusal.NoSummaryYet => "There is no summary yet. Say in a few words what is known: `/incident update rolled back the deploy phase:monitoring`",
        Refusal.Blank blank => $"That {blank.What} has no words that people can read. Please write it again.",
        Refusal.UnknownSeverity unknown => $"There is no severity \"{Mrkdwn.EscapeAndFit(unknown.Asked, 50)}\". Choose one of these:\n{Severities(policy)}",
        Refusal.BelowWorkflow below => BelowWorkflow(below.Severity, policy, settings),
        Refusal.WrongPhase wrong => WrongPhase(wrong, incident),
        Refusal.WasMerged merged => $"This incident goes on in {merged.Into}. Please do it there.",
        Refusal.NothingToChange nothing => NothingToChange(nothing.What, incident),
        Refusal.PhaseNotByUpdate { Asked: Phase.Resolved } => "An update cannot resolve an incident. Give the all-clear with `/incident resolve`.",
        Refusal.PhaseNotByUpdate phase =>
            $"An update cannot set the phase to {Say.PhaseWord(phase.Asked)}. It can set investigating, identified or monitoring.",
        Refusal.NotAllClear => "It is not over yet, then. If a fix is in place: `/incident update … phase:monitoring`",
        Refusal.Confidential =>
            "This incident is private: nothing of it may reach the status page. "
            + "If customers must hear, agree on the words with security first and tell them directly.",
        Refusal.PromiseTooFar far when far.Ceiling >= Durations.Longest =>
            $"That is too far away. Promise the next update within {Durations.Words(far.Ceiling)}.",
        Refusal.PromiseTooFar far => $"Customers never wait longer than {Durations.Words(far.Ceiling)}. Promise an earlier time.",
        Refusal.PromiseInThePast past => $"{Say.At(past.By)} has passed already. When will the next update come?",
        Refusal.BadSnooze => "Reminders can be snoozed for up to a day, for example `/incident snooze 15m`",
        Refusal.NoClock { Audience: Audience.Public } =>
            "No public update is due, so there is nothing to move. If customers notice: `/incident impact yes`",
        Refusal.NoClock => "No update is due, so there is nothing to move.",
        Refusal.PromiseGone => "Nothing changed: that promise has been kept or moved since.",
        Refusal.PublicStateMismatch { Asked: PublicState.Resolved } =>
            "Customers hear \"resolved\" only after the all-clear. Resolve the incident first: `/incident resolve`",
        Refusal.PublicStateMismatch => "The incident is resolved, so customers can only be told that it is over. If it is not: `/incident reopen`",
        Refusal.UnknownComponent unknown => $"There is no component \"{Mrkdwn.EscapeAndFit(unknown.Asked, 50)}\" any more. Please open the form again.",
        Refusal.NotAPublisher { Rule: PublishRule.Roles } =>
            "Only the lead and the messenger of this incident write to customers. To become the messenger: `/incident messenger me`",
        Refusal.NotAPublisher =>
            $"Only members of {(policy.Publishing.Group is { } group ? Mrkdwn.UserGroup(group) : "one user group")} write to customers. "
            + "Please ask one of them, or to be added to it.",
        Refusal.UpdateIsLeaving leaving =>
            $"{Say.Person(leaving.Author)}'s public update will be published at {Say.UtcSecond(leaving.At)}. Send yours after that. "
            + "To stop theirs: `/incident statuspage undo`",
        Refusal.UpdateGone =>
            "That update no longer waits: it was published, taken back or sent back. To correct a published one: `/incident statuspage correct`",
        Refusal.OwnUpdate => "You wrote this update, so another person must approve it. To rewrite it: `/incident statuspage`",
        Refusal.NotAnApprover => $"Only {ApprovalMessages.Approvers(policy.Publishing)} can approve it or send it back.",
        Refusal.PromiseHasPassed passed =>
            $"It promises the next update by {Say.At(passed.By)}, and that has passed. Send it back, so that its author promises a new time.",
        Refusal.NotYourUpdate yours => $"Only {Say.Person(yours.Author)}, the approver, the lead and the messenger can take it back.",
        Refusal.UnknownUpdate => "Customers have read no such update of this incident. To write one: `/incident statuspage`",
        Refusal.CorrectedMeanwhile now =>
            $"Another person corrected this update while you wrote. Customers read now:\n\"{Mrkdwn.EscapeAndFit(now.Current, 2000)}\"\n"
            + "Yours is not published. Close this: your text is still in the form.",
        Refusal.NotInThePast => "An update added afterwards needs a time in the past, at most a year ago. For an update of now: `/incident statuspage`",
        Refusal.EndsBeforeItBegins => "It cannot be over before it began. Check the two times.",
        Refusal.MergeIntoItself => "That is this incident itself. Name the other one: `/incident merge #its-room`",
        Refusal.MergeTargetEnded { Phase: Phase.Merged } ended => $"{ended.Target} goes on in another incident itself. Name that one, or keep this one.",
        Refusal.MergeTargetEnded ended => $"{ended.Target} is {Say.PhaseWord(ended.Phase)}. Reopen it first, or keep this one.",
        Refusal.MergeAcrossConfidentiality => "One of the two is private, and its words must stay in its room. They cannot be merged.",
        _ => throw new InvalidOperationException($"No text for the refusal {why.GetType().Name}."),
    };

    /// <summary>The same for a right that depends on a user group in Slack: while the group is unknown, that is the reason.</summary>
    public static string ForPublisher(Refusal why, Incident? incident, People.Membership membership, IncidentPolicy policy, SlackEdgeSettings settings) =>
        !membership.AreKnown && why is Refusal.NotAPublisher or Refusal.NotAnApprover
            ? "Slack did not tell me in time who is in the user group that may do this. Please try again in a moment."
            : For(why, incident, policy, settings);

    private static string Severities(IncidentPolicy policy) =>
        string.Join('\n', policy.Severities.Workflow.Select(severity => $"*{Mrkdwn.Escape(severity.Key)}*: {Mrkdwn.EscapeAndFit(severity.Meaning, 200)}"));

    private static string BelowWorkflow(string severity, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        var where = settings.SupportUrl is { } support ? $"Please tell {Mrkdwn.Link(support.AbsoluteUri, "support")} instead." : "Please tell support instead.";
        return $"A {Mrkdwn.Escape(severity.ToLowerInvariant())} problem does not need an incident. {where} If it is worse:\n{Severities(policy)}";
    }

    private static string NothingToChange(string what, Incident? incident) => (what, incident) switch
    {
        ("lead", { Lead: { } lead }) => $"{Say.Person(lead)} has the lead already.",
        ("messenger", { Messenger: { } messenger }) => $"{Say.Person(messenger)} is the messenger already.",
        ("severity", { } known) => $"It is {Mrkdwn.Escape(known.Severity)} already.",
        ("title", _) => "It has that title already.",
        ("text", _) => "That is the text customers read already.",
        ("impact", { } known) => known.CustomerImpact ? "It says already that customers notice." : "It says already that customers do not notice.",
        _ => "Nothing changed: it is so already.",
    };

    private static string WrongPhase(Refusal.WrongPhase wrong, Incident? incident)
    {
        var name = incident is null ? "This incident" : incident.Id.ToString();
        return (wrong.Phase, wrong.Wanted) switch
        {
            (Phase.Triage, WantedPhase.Accepted) =>
                $"{name} is only suspected. If it is real: `/incident accept`. If not: `/incident false-positive`",
            (Phase.Triage, WantedPhase.Resolved) => $"{name} is only suspected. If it was nothing: `/incident false-positive`",
            (Phase.Resolved, WantedPhase.Accepted) or (Phase.Resolved, WantedPhase.Open) =>
                $"{name} is resolved already. If it is not over: `/incident reopen`. When all is wrapped up: `/incident close`",
            (Phase.Closed, WantedPhase.Resolved) => $"{name} is closed already.",
            (Phase.FalsePositive, _) => $"{name} ended as a false alarm. If it is real after all: `/incident reopen`",
            (_, WantedPhase.Triage) => $"{name} is not in triage (phase: {Say.PhaseWord(wrong.Phase)}).",
            (_, WantedPhase.Resolved) when wrong.Phase.IsOpen() =>
                $"{name} is not resolved yet (phase: {Say.PhaseWord(wrong.Phase)}). Give the all-clear first: `/incident resolve`",
            (_, WantedPhase.Ended) => $"{name} is open already.",
            _ => $"{name} is {Say.PhaseWord(wrong.Phase)}. If it is not over: `/incident reopen`",
        };
    }
}
