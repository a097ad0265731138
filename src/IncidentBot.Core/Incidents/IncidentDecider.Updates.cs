using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static Decision PostUpdate(Incident incident, IncidentCommand.PostUpdate command, Instant now, IncidentPolicy policy)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        var words = command.Text ?? incident.Summary;
        if (Words.IsBlank(words))
            return Refuse(command.Text is null ? new Refusal.NoSummaryYet() : new Refusal.Blank("update"));
        if (command.NextUpdateBy is { } by && RefusePromise(by, now) is { } refusedPromise)
            return Refuse(refusedPromise);

        var changed = incident;
        var events = new List<IncidentEvent>();
        if (command.Phase is { } phase && phase != incident.Phase)
        {
            if (!phase.CanBeSetByUpdate())
                return Refuse(new Refusal.PhaseNotByUpdate(phase));
            if (incident.Phase is Phase.Triage or Phase.Resolved)
                return WrongPhase(incident, WantedPhase.Accepted);
            changed = changed with { Phase = phase };
            events.Add(new IncidentEvent.PhaseChanged(incident.Phase, phase));
        }

        if (command.Severity?.Trim() is { } key && !string.Equals(key, incident.Severity, StringComparison.OrdinalIgnoreCase))
        {
            switch (ChangeSeverity(changed, new IncidentCommand.ChangeSeverity(key), now, policy))
            {
                case Decision.Refused refused:
                    return refused;
                case Decision.Accepted accepted:
                    changed = accepted.Incident;
                    events.AddRange(accepted.Events);
                    break;
            }
        }

        var text = Words.Text(words!);
        var clock = incident.InternalClock;
        changed = (changed with { Summary = text, LastInternalUpdateAt = now }).Promise(Audience.Internal, command.NextUpdateBy, now, policy);
        events.Insert(0, new IncidentEvent.UpdatePosted(text, changed.InternalClock?.PromisedFor, clock?.LateAt(now), clock?.Promise ?? 0));
        return Accepted(changed, events);
    }

    /// <summary>Why nothing of this incident can be published now, whatever it says; null when it can. Asked before a form is offered.</summary>
    public static Refusal? RefusePublishing(Incident incident)
    {
        if (incident.IsConfidential)
            return new Refusal.Confidential();
        return incident.Phase is Phase.Triage or Phase.Merged || incident is { Phase: Phase.FalsePositive, IsOpenInPublic: false }
            ? WhyWrongPhase(incident, WantedPhase.Accepted)
            : null;
    }

    private static Decision PublishUpdate(Incident incident, IncidentCommand.PublishUpdate command, Instant now, IncidentPolicy policy)
    {
        if (RefusePublishing(incident) is { } why)
            return Refuse(why);
        if (Words.IsBlank(command.Text))
            return Refuse(new Refusal.Blank("update"));

        // Customers hear "resolved" exactly when the all-clear was given, never before and never anything else after (R46). A false positive
        // is one too: whoever was told of it is told that nothing is wrong.
        var isResolved = command.State == PublicState.Resolved;
        if (isResolved != (incident.Phase is Phase.Resolved or Phase.Closed or Phase.FalsePositive))
            return Refuse(new Refusal.PublicStateMismatch(incident.Phase, command.State));
        if (!isResolved && command.NextUpdateBy is { } by && RefusePublicPromise(by, now, policy) is { } tooFar)
            return Refuse(tooFar);
        if (command.Components.Keys.FirstOrDefault(id => policy.Components.Find(id) is null) is { } unknown)
            return Refuse(new Refusal.UnknownComponent(unknown));

        var events = new List<IncidentEvent>();
        var changed = incident;
        if (!incident.CustomerImpact && !isResolved)
        {
            changed = incident.WithImpact(true, now, policy);
            events.Add(new IncidentEvent.CustomerImpactChanged(true));
        }

        var title = Words.IsBlank(command.Title) ? incident.PublicTitle ?? incident.Title : Words.Title(command.Title!);
        var held = isResolved
            ? incident.Components.Clear()
            : incident.Components.SetItems(command.Components).RemoveRange(command.Components.Where(c => c.Value == ComponentStatus.Operational).Select(c => c.Key));
        var named = isResolved
            ? incident.Components.Keys.Union(command.Components.Keys).ToImmutableSortedDictionary(id => id, _ => ComponentStatus.Operational, StringComparer.Ordinal)
            : command.Components;
        var clock = incident.PublicClock;
        changed = changed with
        {
            PublicState = command.State,
            PublicTitle = title,
            PublicUpdates = incident.PublicUpdates + 1,
            LastPublicUpdateAt = now,
            Components = held,
        };
        changed = changed.Promise(Audience.Public, command.NextUpdateBy, now, policy);
        events.Insert(0, new IncidentEvent.PublicUpdatePublished(
            changed.PublicUpdates, command.State, title, Words.Text(command.Text), named, changed.PublicClock?.PromisedFor, clock?.LateAt(now), clock?.Promise ?? 0,
            command.Overruled is { } overruled && !Words.IsBlank(overruled.Reason) ? overruled with { Reason = Words.Text(overruled.Reason) } : null));
        return Accepted(changed, events);
    }

    private static Decision AddNote(Incident incident, IncidentCommand.AddNote command) =>
        Words.IsBlank(command.Text)
            ? Refuse(new Refusal.Blank("note"))
            : Accepted(incident, new IncidentEvent.NoteAdded(Words.Text(command.Text), command.Source, command.SaidBy, command.Link));
}
