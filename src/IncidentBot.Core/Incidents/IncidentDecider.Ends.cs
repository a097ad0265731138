using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    /// <summary>Why this incident cannot be resolved now, whatever the two answers are; null when it can. Checked before a form opens.</summary>
    public static Refusal? RefuseResolving(Incident incident) =>
        !incident.Phase.IsOpen() || incident.Phase == Phase.Triage ? WhyWrongPhase(incident, WantedPhase.Accepted) : null;

    private static Decision Resolve(Incident incident, IncidentCommand.Resolve command, Instant now)
    {
        if (RefuseResolving(incident) is { } why)
            return Refuse(why);
        if (!command.IsOver || !command.WillNotRecur)
            return Refuse(new Refusal.NotAllClear(command.IsOver, command.WillNotRecur));

        var text = Words.IsBlank(command.Text) ? null : Words.Text(command.Text!);
        var guidance = Words.IsBlank(command.Guidance) ? null : Words.Text(command.Guidance!);
        var resolved = incident.WithoutClocks() with
        {
            Phase = Phase.Resolved,
            ResolvedAt = now,
            Summary = text ?? incident.Summary,
            CustomerGuidance = guidance,
        };
        return Accepted(resolved, new IncidentEvent.Resolved(text, guidance));
    }

    private static Decision Close(Incident incident, Instant now) =>
        incident.Phase == Phase.Resolved
            ? Accepted(incident with { Phase = Phase.Closed, EndedAt = now }, new IncidentEvent.Closed())
            : WrongPhase(incident, WantedPhase.Resolved);

    private static Decision Reopen(Incident incident, IncidentCommand.Reopen command, Instant now, IncidentPolicy policy)
    {
        if (incident.Phase is not (Phase.Resolved or Phase.Closed or Phase.FalsePositive))
            return WrongPhase(incident, WantedPhase.Ended);

        var reason = Words.IsBlank(command.Reason) ? null : Words.Text(command.Reason!);
        var reopened = incident with
        {
            Phase = Phase.Investigating,
            Run = incident.Run + 1,
            RunSince = now,
            ResolvedAt = null,
            CustomerGuidance = null,
            EndedAt = null,
            ImpactSince = incident.CustomerImpact ? now : null,
        };
        return Accepted(reopened.WithNumberedImpact().WithClocks(now, policy), new IncidentEvent.Reopened(reason));
    }

    private static Decision MarkFalsePositive(Incident incident, IncidentCommand.MarkFalsePositive command, Instant now)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        var reason = Words.IsBlank(command.Reason) ? null : Words.Text(command.Reason!);
        var ended = incident.WithoutClocks() with { Phase = Phase.FalsePositive, EndedAt = now, Components = incident.Components.Clear() };
        return Accepted(ended, new IncidentEvent.MarkedFalsePositive(reason));
    }

    private static Decision Merge(Incident incident, IncidentCommand.Merge command, Instant now)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (command.Into.Id == incident.Id)
            return Refuse(new Refusal.MergeIntoItself());
        if (!command.Into.Phase.IsOpen())
            return Refuse(new Refusal.MergeTargetEnded(command.Into.Id, command.Into.Phase));
        if (command.Into.IsConfidential != incident.IsConfidential)
            return Refuse(new Refusal.MergeAcrossConfidentiality());

        var ended = incident.WithoutClocks() with
        {
            Phase = Phase.Merged,
            EndedAt = now,
            MergedInto = command.Into.Id,
            Components = incident.Components.Clear(),
        };
        return Accepted(ended, new IncidentEvent.MergedInto(command.Into.Id));
    }

    private static Decision Accept(Incident incident, Instant now, IncidentPolicy policy)
    {
        if (incident.Phase != Phase.Triage)
            return WrongPhase(incident, WantedPhase.Triage);
        var accepted = incident with
        {
            Phase = Phase.Investigating,
            Run = incident.Run + 1,
            RunSince = now,
            ImpactSince = incident.CustomerImpact ? now : null,
        };
        return Accepted(accepted.WithNumberedImpact().WithClocks(now, policy), new IncidentEvent.Accepted());
    }
}
