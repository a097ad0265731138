using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static Decision AssignLead(Incident incident, IncidentCommand.AssignLead command, PersonId actor, Instant now)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        if (incident.Lead == command.Person)
        {
            return incident.LeadAcknowledgedAt is null && actor == command.Person
                ? AcknowledgeLead(incident, actor, now)
                : Refuse(new Refusal.NothingToChange("lead"));
        }

        return Accepted(incident.LedBy(command.Person, actor, now), new IncidentEvent.LeadAssigned(command.Person, incident.Lead));
    }

    private static Decision AcknowledgeLead(Incident incident, PersonId actor, Instant now)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        if (incident.Lead != actor || incident.LeadAcknowledgedAt is not null)
            return Refuse(new Refusal.NothingToChange("lead"));
        return Accepted(incident with { LeadAcknowledgedAt = now }, new IncidentEvent.LeadAcknowledged());
    }

    private static Decision Support(Incident incident, IncidentEvent asked) =>
        incident.Phase.IsOpen() ? Accepted(incident, asked) : WrongPhase(incident, WantedPhase.Open);

    private static Decision AssignMessenger(Incident incident, IncidentCommand.AssignMessenger command)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        if (incident.Messenger == command.Person)
            return Refuse(new Refusal.NothingToChange("messenger"));
        return Accepted(incident with { Messenger = command.Person }, new IncidentEvent.MessengerAssigned(command.Person, incident.Messenger));
    }
}
