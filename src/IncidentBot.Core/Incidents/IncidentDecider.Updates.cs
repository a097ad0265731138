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

    private static Decision AddNote(Incident incident, IncidentCommand.AddNote command) =>
        Words.IsBlank(command.Text)
            ? Refuse(new Refusal.Blank("note"))
            : Accepted(incident, new IncidentEvent.NoteAdded(Words.Text(command.Text), command.Source, command.SaidBy, command.Link));
}
