using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    /// <summary>
    /// Why no update of this incident can be published now, whatever its author and text; null when it can. Checked before a form opens.
    /// </summary>
    public static Refusal? RefusePublishing(Incident incident)
    {
        if (incident.IsConfidential)
            return new Refusal.Confidential();
        return incident.Phase is Phase.Triage or Phase.Merged || incident is { Phase: Phase.FalsePositive, IsOpenInPublic: false }
            ? WhyWrongPhase(incident, WantedPhase.Accepted)
            : null;
    }

    /// <summary>As the overload, and whether this person may publish.</summary>
    /// <param name="groups">The person's groups, among those of the publish policy.</param>
    public static Refusal? RefusePublishing(Incident incident, PersonId person, IReadOnlyList<string> groups, IncidentPolicy policy) =>
        RefusePublishing(incident) ?? RefusePublisher(incident, person, groups, policy);

    /// <summary>Why this person cannot correct a published update; null when they can. The incident's phase does not matter.</summary>
    public static Refusal? RefuseCorrecting(Incident incident, PersonId person, IReadOnlyList<string> groups, IncidentPolicy policy)
    {
        if (incident.IsConfidential)
            return new Refusal.Confidential();
        return incident.PublicUpdates == 0 ? new Refusal.UnknownUpdate() : RefusePublisher(incident, person, groups, policy);
    }

    private static Refusal? RefusePublisher(Incident incident, PersonId person, IReadOnlyList<string> groups, IncidentPolicy policy) =>
        policy.Publishing.MayPublish(incident, person, groups) ? null : new Refusal.NotAPublisher(policy.Publishing.Rule);

    private static Decision PublishUpdate(Incident incident, IncidentCommand.PublishUpdate command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        var mayNot = command.Corrects is null
            ? RefusePublishing(incident, actor, command.Groups, policy)
            : RefuseCorrecting(incident, actor, command.Groups, policy);
        if ((mayNot ?? RefuseWords(incident, command, now, policy)) is { } why)
            return Refuse(why);

        // Customers read updates one at a time, in the order of confirmation.
        if (incident.Waiting is { LeavesAt: { } leavesAt } leaving)
            return Refuse(new Refusal.UpdateIsLeaving(leavesAt, leaving.Author));

        IReadOnlyList<IncidentEvent> superseded = incident.Waiting is { } older ? [Withdrawn(older, WithdrawnBecause.Superseded)] : [];
        var free = incident with { Waiting = null };
        var title = Words.IsBlank(command.Title) ? incident.PublicTitle ?? incident.Title : Words.Title(command.Title!);
        var asked = new WaitingUpdate(incident.LastPromise + 1, actor, now, command with
        {
            Text = Words.Text(command.Text),
            Title = title,
            Groups = [],
            Corrects = command.Corrects is { } correction ? correction with { Current = null } : null,
            Overruled = command.Overruled is { } overruled && !Words.IsBlank(overruled.Reason)
                ? overruled with { Reason = Words.Text(overruled.Reason) }
                : null,
        });
        var decision = policy.Publishing switch
        {
            { Rule: PublishRule.Approval } => AskApproval(free, asked, now, policy),
            { UndoFor: var undo } when undo > Duration.Zero => Schedule(free, asked, now, policy),
            _ => Publish(free, asked, now, policy),
        };
        return decision with { Events = [.. decision.Events, .. superseded] };
    }

    private static Decision.Accepted AskApproval(Incident incident, WaitingUpdate asked, Instant now, IncidentPolicy policy)
    {
        var what = asked.What;
        List<IncidentEvent> events = [new IncidentEvent.ApprovalAsked(asked.Number, what.State, what.Title!, what.Text, what.NextUpdateBy, what.Overruled)];
        var changed = incident with { Waiting = asked, LastPromise = asked.Number };

        // A public update implies customer impact. Customers expect a next update from now on, whether this one is approved or not.
        if (!incident.CustomerImpact && IsNews(what) && what.State != PublicState.Resolved)
        {
            changed = changed.WithImpact(true, now, policy);
            events.Add(new IncidentEvent.CustomerImpactChanged(true));
        }

        return new Decision.Accepted(changed, events);
    }

    private static Decision ApproveUpdate(Incident incident, IncidentCommand.ApproveUpdate command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (RefuseJudging(incident, command.Number, actor, command.Groups, policy) is { } why)
            return Refuse(why);
        var approved = incident.Waiting! with { ApprovedBy = actor };
        if (RefuseState(incident, approved.What) is { } untrue)
            return Refuse(untrue);
        if (approved.What.NextUpdateBy is { } by && by <= now)
            return Refuse(new Refusal.PromiseHasPassed(by));

        var free = incident with { Waiting = null };
        var decision = policy.Publishing.UndoFor > Duration.Zero ? Schedule(free, approved, now, policy) : Publish(free, approved, now, policy);
        return decision with { Events = [new IncidentEvent.UpdateApproved(approved.Number, approved.Author), .. decision.Events] };
    }

    private static Decision SendBackUpdate(Incident incident, IncidentCommand.SendBackUpdate command, PersonId actor, IncidentPolicy policy)
    {
        if (RefuseJudging(incident, command.Number, actor, command.Groups, policy) is { } why)
            return Refuse(why);
        if (Words.IsBlank(command.Why))
            return Refuse(new Refusal.Blank("reason"));
        var waiting = incident.Waiting!;
        return Accepted(
            incident with { Waiting = null },
            new IncidentEvent.UpdateSentBack(waiting.Number, waiting.Author, waiting.What.Text, Words.Text(command.Why)));
    }

    private static Refusal? RefuseJudging(Incident incident, long number, PersonId actor, IReadOnlyList<string> groups, IncidentPolicy policy)
    {
        if (incident.Waiting is not { LeavesAt: null } waiting || waiting.Number != number)
            return new Refusal.UpdateGone();
        if (waiting.Author == actor)
            return new Refusal.OwnUpdate();
        return policy.Publishing.MayApprove(actor, groups, waiting.Author) ? null : new Refusal.NotAnApprover();
    }

    private static Decision UndoUpdate(Incident incident, IncidentCommand.UndoUpdate command, PersonId actor)
    {
        if (incident.Waiting is not { } waiting || (command.Number is { } number && number != waiting.Number))
            return Refuse(new Refusal.UpdateGone());
        return waiting.MayBeUndoneBy(actor, incident)
            ? Accepted(WithoutWaiting(incident), Withdrawn(waiting, WithdrawnBecause.Undone))
            : Refuse(new Refusal.NotYourUpdate(waiting.Author));
    }

    private static IncidentEvent.UpdateWithdrawn Withdrawn(WaitingUpdate waiting, WithdrawnBecause reason) =>
        new(waiting.Number, waiting.Author, waiting.What.Text, reason);

    // A change of the incident can make a pending update untrue: it must not be published, and its author must be informed.
    private static Decision.Accepted WithoutWhatCannotLeave(Decision.Accepted accepted) =>
        accepted.Incident.Waiting is { } waiting && RefuseState(accepted.Incident, waiting.What) is not null
            ? new Decision.Accepted(WithoutWaiting(accepted.Incident), [.. accepted.Events, Withdrawn(waiting, WithdrawnBecause.Overtaken)])
            : accepted;

    private static Refusal? RefuseWords(Incident incident, IncidentCommand.PublishUpdate command, Instant now, IncidentPolicy policy)
    {
        if (Words.IsBlank(command.Text))
            return new Refusal.Blank("update");
        if (RefuseState(incident, command) is { } why)
            return why;
        if (command.Corrects is { } correction)
        {
            if (correction.Number < 1 || correction.Number > incident.PublicUpdates)
                return new Refusal.UnknownUpdate();
            if (correction.Current is { } current && current != correction.Earlier)
                return new Refusal.CorrectedMeanwhile(current);
            return Words.Text(command.Text) == Words.Text(correction.Earlier) ? new Refusal.NothingToChange("text") : null;
        }

        if (command.SaidAt is { } saidAt && (saidAt > now || saidAt < now - LongestMemory))
            return new Refusal.NotInThePast(saidAt);
        if (command is { SaidAt: null, NextUpdateBy: { } by } && command.State != PublicState.Resolved && RefusePublicPromise(by, now, policy) is { } tooFar)
            return tooFar;
        return command.Components.Keys.FirstOrDefault(id => policy.Components.Find(id) is null) is { } unknown ? new Refusal.UnknownComponent(unknown) : null;
    }

    // Customers read "resolved" exactly when the all-clear was given: never before it, and nothing else after it. A false positive counts as an
    // all-clear too, so that customers who were told of a problem learn that there is none. A backfilled update is exempt, because it describes the
    // past.
    private static Refusal? RefuseState(Incident incident, IncidentCommand.PublishUpdate command)
    {
        if (command.Corrects is not null)
            return incident.IsConfidential ? new Refusal.Confidential() : null;
        if (RefusePublishing(incident) is { } why)
            return why;
        var isOver = incident.Phase is Phase.Resolved or Phase.Closed or Phase.FalsePositive;
        var isResolved = command.State == PublicState.Resolved;
        return command.SaidAt is null ? isOver != isResolved ? new Refusal.PublicStateMismatch(incident.Phase, command.State) : null
            : isResolved && !isOver ? new Refusal.PublicStateMismatch(incident.Phase, command.State) : null;
    }

    private static bool IsNews(IncidentCommand.PublishUpdate command) => command is { Corrects: null, SaidAt: null };
}
