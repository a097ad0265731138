using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static Decision ChangeSeverity(Incident incident, IncidentCommand.ChangeSeverity command, Instant now, IncidentPolicy policy)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        if (policy.Severities.Find(command.Severity) is not { } severity)
            return Refuse(new Refusal.UnknownSeverity(command.Severity));
        if (!severity.UsesWorkflow)
            return Refuse(new Refusal.BelowWorkflow(severity.Key));
        if (severity.Key == incident.Severity)
            return Refuse(new Refusal.NothingToChange("severity"));

        // A severity that always pages overrides a suppression that was given for a lower severity.
        var silenced = severity.Paging == PagingRule.Always ? null : incident.PageSilencedBecause;
        var changed = (incident with { Severity = severity.Key, PageSilencedBecause = silenced }).WithNearerPromises(now, policy);
        return Accepted(changed, new IncidentEvent.SeverityChanged(incident.Severity, severity.Key));
    }

    private static Decision Rename(Incident incident, IncidentCommand.Rename command)
    {
        if (incident.Phase.HasEnded())
            return WrongPhase(incident, WantedPhase.OpenOrResolved);
        if (Words.IsBlank(command.Title))
            return Refuse(new Refusal.Blank("title"));
        var title = Words.Title(command.Title);
        return title == incident.Title
            ? Refuse(new Refusal.NothingToChange("title"))
            : Accepted(incident with { Title = title }, new IncidentEvent.Renamed(incident.Title, title));
    }

    private static Decision SetCustomerImpact(Incident incident, IncidentCommand.SetCustomerImpact command, Instant now, IncidentPolicy policy)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (incident.CustomerImpact == command.HasImpact)
            return Refuse(new Refusal.NothingToChange("impact"));
        return Accepted(incident.WithImpact(command.HasImpact, now, policy), new IncidentEvent.CustomerImpactChanged(command.HasImpact));
    }
}
