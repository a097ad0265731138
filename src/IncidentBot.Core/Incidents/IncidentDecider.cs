using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>
/// Decides about commands. It is pure, so that a test can visit every cell of the phase table: its clock and configuration are arguments.
/// </summary>
public static partial class IncidentDecider
{
    /// <summary>Opens incident <paramref name="id"/>, or refuses with a reason.</summary>
    public static Decision Declare(IncidentId id, IncidentCommand.Declare command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (Words.IsBlank(command.Title))
            return Refuse(new Refusal.Blank("title"));
        if (policy.Severities.Find(command.Severity) is not { } severity)
            return Refuse(new Refusal.UnknownSeverity(command.Severity));
        if (!severity.UsesWorkflow)
            return Refuse(new Refusal.BelowWorkflow(severity.Key));

        var phase = command.SuspectedOnly ? Phase.Triage : Phase.Investigating;
        var description = Words.IsBlank(command.Description) ? null : Words.Text(command.Description!);
        var reportedBy = Words.IsBlank(command.ReportedBy) ? null : Words.Title(command.ReportedBy!);
        var incident = new Incident
        {
            Id = id,
            Version = 1,
            Title = Words.Title(command.Title),
            Severity = severity.Key,
            Phase = phase,
            DeclaredBy = actor,
            DeclaredAt = now,
            RunSince = now,
            ReportedBy = reportedBy,
            IsPrivate = command.IsPrivate,
            IsSecurity = command.IsSecurity,
            Summary = description,
            CustomerImpact = command.CustomerImpact,
            ImpactSince = command.CustomerImpact ? now : null,
            PageSilencedBecause = severity.Paging == PagingRule.ByDefault && !Words.IsBlank(command.DoNotPageBecause)
                ? Words.Title(command.DoNotPageBecause!)
                : null,
        };
        var events = new List<IncidentEvent>
        {
            new IncidentEvent.Declared(incident.Title, severity.Key, phase, description, command.CustomerImpact, reportedBy),
        };

        if (command.Lead is { } lead)
        {
            incident = incident.LedBy(lead, actor, now);
            events.Add(new IncidentEvent.LeadAssigned(lead, null));
        }

        if (command.Messenger is { } messenger)
        {
            incident = incident with { Messenger = messenger };
            events.Add(new IncidentEvent.MessengerAssigned(messenger, null));
        }

        return new Decision.Accepted(incident.WithNumberedImpact().WithClocks(now, policy), events);
    }

    /// <summary>Decides about <paramref name="command"/>, which <paramref name="actor"/> has sent for <paramref name="incident"/>.</summary>
    /// <exception cref="ArgumentException">The command creates an incident, so there is none to decide about.</exception>
    public static Decision Decide(Incident incident, IncidentCommand command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        var decision = command switch
        {
            IncidentCommand.AssignLead assign => AssignLead(incident, assign, actor, now),
            IncidentCommand.AcknowledgeLead => AcknowledgeLead(incident, actor, now),
            IncidentCommand.AssignMessenger assign => AssignMessenger(incident, assign),
            IncidentCommand.PostUpdate update => PostUpdate(incident, update, now, policy),
            IncidentCommand.PublishUpdate publish => PublishUpdate(incident, publish, actor, now, policy),
            IncidentCommand.ApproveUpdate approve => ApproveUpdate(incident, approve, actor, now, policy),
            IncidentCommand.SendBackUpdate back => SendBackUpdate(incident, back, actor, policy),
            IncidentCommand.UndoUpdate undo => UndoUpdate(incident, undo, actor),
            IncidentCommand.ReleaseUpdate release => ReleaseUpdate(incident, release, now, policy),
            IncidentCommand.ChangeSeverity change => ChangeSeverity(incident, change, now, policy),
            IncidentCommand.Rename rename => Rename(incident, rename),
            IncidentCommand.SetCustomerImpact impact => SetCustomerImpact(incident, impact, now, policy),
            IncidentCommand.Snooze snooze => Snooze(incident, snooze, actor, now, policy),
            IncidentCommand.PromiseNext promise => PromiseNext(incident, promise, actor, now, policy),
            IncidentCommand.Resolve resolve => Resolve(incident, resolve, now),
            IncidentCommand.Close => Close(incident, now),
            IncidentCommand.Reopen reopen => Reopen(incident, reopen, now, policy),
            IncidentCommand.MarkFalsePositive mark => MarkFalsePositive(incident, mark, now),
            IncidentCommand.Merge merge => Merge(incident, merge, now),
            IncidentCommand.Accept => Accept(incident, now, policy),
            IncidentCommand.AskSupport => Support(incident, new IncidentEvent.SupportAsked()),
            IncidentCommand.CallSupport => Support(incident, new IncidentEvent.SupportCalled()),
            IncidentCommand.AddNote note => AddNote(incident, note),
            _ => throw new ArgumentException($"{command.GetType().Name} is not decided about an existing incident.", nameof(command)),
        };
        if (decision is not Decision.Accepted accepted)
            return decision;
        var standing = WithoutWhatCannotLeave(accepted);
        return standing with { Incident = Acknowledge(incident, standing.Incident, actor, now) };
    }

    // A lead who acts in the incident has obviously accepted the role; the action counts as "I have it".
    private static Incident Acknowledge(Incident before, Incident after, PersonId actor, Instant now)
    {
        var next = after with { Version = before.Version + 1 };
        return next.Lead == actor && next.LeadAcknowledgedAt is null ? next with { LeadAcknowledgedAt = now } : next;
    }

    private static Decision Accepted(Incident incident, params IReadOnlyList<IncidentEvent> events) => new Decision.Accepted(incident, events);

    private static Decision Refuse(Refusal why) => new Decision.Refused(why);

    private static Decision WrongPhase(Incident incident, WantedPhase wanted) => Refuse(WhyWrongPhase(incident, wanted));

    private static Refusal WhyWrongPhase(Incident incident, WantedPhase wanted) =>
        incident is { Phase: Phase.Merged, MergedInto: { } other } ? new Refusal.WasMerged(other) : new Refusal.WrongPhase(incident.Phase, wanted);
}
