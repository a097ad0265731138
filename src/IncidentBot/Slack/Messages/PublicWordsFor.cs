using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The text a public update begins with, from what the incident may say in public: never its title, summary or people.</summary>
internal static class PublicWordsFor
{
    public static string Draft(Incident incident, PublicState state, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, Instant? nextUpdateBy, string? symptom = null) =>
        PublicTemplates.Text(state, new PublicTemplateContext(now)
        {
            Components = [.. incident.Components.Keys.Select(policy.Components.Find).OfType<Component>().Select(component => component.Name)],
            Symptom = symptom,
            Guidance = incident.CustomerGuidance,
            SupportAddress = settings.SupportAddress,
            NextUpdateBy = nextUpdateBy,
            StartedAt = incident.ImpactSince,
            IsFirst = incident.PublicUpdates == 0,
        });

    /// <summary>A first word that needs nothing to be known (R32), with the promise that goes with it.</summary>
    public static string FirstWord(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) =>
        Draft(incident, PublicState.Investigating, policy, settings, now, NextBy(incident, policy, now));

    public static Instant NextBy(Incident incident, IncidentPolicy policy, Instant now) =>
        now + Duration.Min(policy.Severities.Get(incident.Severity).Cadence.Public, policy.Reminders.PublicCeiling);

    /// <summary>The state to offer: what the phase says, or what customers were told already if that is further on; resolved only once it is.</summary>
    public static PublicState StateFor(Incident incident)
    {
        var byPhase = incident.Phase switch
        {
            Phase.Identified => PublicState.Identified,
            Phase.Monitoring => PublicState.Monitoring,
            Phase.Resolved or Phase.Closed or Phase.FalsePositive => PublicState.Resolved,
            _ => PublicState.Investigating,
        };
        return incident is { IsOpenInPublic: true, PublicState: { } told } && told > byPhase ? told : byPhase;
    }
}
