using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Wording.Drafts;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The draft of a public update, built from public facts only: never from the internal title, summary or people.</summary>
internal static class PublicDraft
{
    public static string Text(
        Incident incident, PublicState state, IncidentPolicy policy, SlackEdgeSettings settings, Instant now, Instant? nextUpdateBy, string? symptom = null) =>
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

    /// <summary>A first update that needs no details, with its promise of the next one.</summary>
    public static string First(Incident incident, IncidentPolicy policy, SlackEdgeSettings settings, Instant now) =>
        Text(incident, PublicState.Investigating, policy, settings, now, NextBy(incident, policy, now));

    public static Instant NextBy(Incident incident, IncidentPolicy policy, Instant now) =>
        now + Duration.Min(policy.Severities.Get(incident.Severity).Cadence.Public, policy.Reminders.PublicCeiling);

    /// <summary>The state to offer: that of the phase, or the public one if it is further on. Resolved only after the incident is resolved.</summary>
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
