using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Small changes from which decisions are composed. Each keeps the clocks and promise numbers consistent.</summary>
internal static class IncidentChanges
{
    public static Incident LedBy(this Incident incident, PersonId lead, PersonId actor, Instant now) =>
        incident with { Lead = lead, LeadSince = now, LeadAcknowledgedAt = lead == actor ? now : null };

    public static Incident WithImpact(this Incident incident, bool hasImpact, Instant now, IncidentPolicy policy)
    {
        var changed = incident with { CustomerImpact = hasImpact, ImpactSince = hasImpact ? now : null, PublicClock = null };
        return hasImpact ? changed.WithNumberedImpact().WithClocks(now, policy) : changed;
    }

    /// <summary>Gives customer impact a new number, so that its reminders differ from those of an earlier run.</summary>
    public static Incident WithNumberedImpact(this Incident incident) =>
        incident.CustomerImpact ? incident with { ImpactNumber = incident.LastPromise + 1, LastPromise = incident.LastPromise + 1 } : incident;

    /// <summary>Starts the clocks that should run and do not run yet.</summary>
    public static Incident WithClocks(this Incident incident, Instant now, IncidentPolicy policy)
    {
        if (!incident.Phase.IsOpen() || incident.Phase == Phase.Triage)
            return incident;
        var started = incident;
        if (started.InternalClock is null)
            started = started.Start(Audience.Internal, now, policy);
        if (started is { PublicClock: null, CustomerImpact: true, IsConfidential: false })
            started = started.Start(Audience.Public, now, policy);
        return started;
    }

    public static Incident WithoutClocks(this Incident incident) => incident with { InternalClock = null, PublicClock = null };

    public static Incident WithClock(this Incident incident, Audience audience, UpdateClock clock)
    {
        var changed = incident with { LastPromise = Math.Max(incident.LastPromise, clock.Promise) };
        return audience == Audience.Internal ? changed with { InternalClock = clock } : changed with { PublicClock = clock };
    }

    /// <summary>
    /// A new promise on a running clock: the requested time, or the severity's cadence. A clock that is not running stays unchanged.
    /// </summary>
    public static Incident Promise(this Incident incident, Audience audience, Instant? by, Instant now, IncidentPolicy policy)
    {
        if (incident.ClockFor(audience) is null)
            return incident;
        var due = by ?? now + incident.CadenceFor(audience, policy);
        return incident.WithClock(audience, new UpdateClock(incident.LastPromise + 1, now, due, due, LastUpdate(incident, audience)));
    }

    /// <summary>After a severity was raised, no promise lies further ahead than the new cadence; a nearer promise stays.</summary>
    public static Incident WithNearerPromises(this Incident incident, Instant now, IncidentPolicy policy)
    {
        var changed = incident;
        foreach (var audience in new[] { Audience.Internal, Audience.Public })
        {
            if (changed.ClockFor(audience) is { } clock && now + changed.CadenceFor(audience, policy) < clock.PromisedFor)
                changed = changed.Promise(audience, null, now, policy);
        }

        return changed;
    }

    private static Incident Start(this Incident incident, Audience audience, Instant now, IncidentPolicy policy)
    {
        var due = now + incident.CadenceFor(audience, policy);
        return incident.WithClock(audience, new UpdateClock(incident.LastPromise + 1, now, due, due, LastUpdate(incident, audience)));
    }

    private static Duration CadenceFor(this Incident incident, Audience audience, IncidentPolicy policy)
    {
        var cadence = policy.Severities.Get(incident.Severity).Cadence;
        return audience == Audience.Internal ? cadence.Internal : Duration.Min(cadence.Public, policy.Reminders.PublicCeiling);
    }

    private static Instant? LastUpdate(Incident incident, Audience audience) =>
        audience == Audience.Internal ? incident.LastInternalUpdateAt : incident.LastPublicUpdateAt;
}
