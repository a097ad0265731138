using IncidentBot.Core.Reminders;
using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static readonly Duration LongestSnooze = Duration.FromDays(1);

    private static Decision Snooze(Incident incident, IncidentCommand.Snooze command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (command.Length <= Duration.Zero || command.Length > LongestSnooze)
            return Refuse(new Refusal.BadSnooze(command.Length));
        if (RefuseClocks(incident, command.Audience, command.ForPromise) is { } refusal)
            return Refuse(refusal);

        var audiences = AudiencesOf(incident, command.Audience, command.ForPromise, actor);
        if (audiences.Contains(Audience.Public) && KeepsCustomersWaiting(incident, now + command.Length, policy))
            return Refuse(new Refusal.PromiseTooFar(policy.Reminders.PublicCeiling));

        var changed = incident;
        var events = new List<IncidentEvent>();
        foreach (var audience in audiences)
        {
            // The promise stays as announced. Only the reminders wait, and never come before the promise is due. The fresh number gives each reminder
            // a new key, so that the sequence starts again, once.
            var clock = changed.ClockFor(audience)!;
            var end = now + command.Length;
            var snoozed = clock with { Promise = changed.LastPromise + 1, MadeAt = end, NudgeFrom = Instant.Max(end, clock.PromisedFor) };
            events.Add(new IncidentEvent.Snoozed(audience, command.Length, snoozed.NudgeFrom, clock.Promise));
            changed = changed.WithClock(audience, snoozed);
        }

        return Accepted(changed, events);
    }

    private static Decision PromiseNext(Incident incident, IncidentCommand.PromiseNext command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (RefuseClocks(incident, command.Audience, command.ForPromise) is { } refusal)
            return Refuse(refusal);
        if (RefusePromise(command.By, now) is { } refused)
            return Refuse(refused);

        var audiences = AudiencesOf(incident, command.Audience, command.ForPromise, actor);
        if (audiences.Contains(Audience.Public) && KeepsCustomersWaiting(incident, command.By, policy))
            return Refuse(new Refusal.PromiseTooFar(policy.Reminders.PublicCeiling));

        var changed = incident;
        var events = new List<IncidentEvent>();
        foreach (var audience in audiences)
        {
            events.Add(new IncidentEvent.NextUpdatePromised(audience, command.By, changed.ClockFor(audience)!.Promise));
            changed = changed.Promise(audience, command.By, now, policy);
        }

        return Accepted(changed, events);
    }

    private static Refusal? RefuseClocks(Incident incident, Audience? asked, long? forPromise)
    {
        Audience[] wanted = asked is { } one ? [one] : [Audience.Internal, Audience.Public];
        if (wanted.All(audience => incident.ClockFor(audience) is null))
            return new Refusal.NoClock(asked);
        return forPromise is { } number && wanted.All(audience => incident.ClockFor(audience)?.Promise != number) ? new Refusal.PromiseGone() : null;
    }

    // A promise more than a week ahead means a forgotten incident; and adding to the last representable instant would overflow.
    private static Refusal? RefusePromise(Instant by, Instant now)
    {
        if (by <= now)
            return new Refusal.PromiseInThePast(by);
        return by > now + Durations.Longest ? new Refusal.PromiseTooFar(Durations.Longest) : null;
    }

    // Counted from the last public update, so that moving a promise repeatedly cannot make customers wait for hours.
    private static bool KeepsCustomersWaiting(Incident incident, Instant until, IncidentPolicy policy)
    {
        var heard = Instant.Max(incident.LastPublicUpdateAt ?? Instant.MinValue, incident.ImpactSince ?? Instant.MinValue);
        return until > heard + policy.Reminders.PublicCeiling;
    }

    private static Refusal? RefusePublicPromise(Instant by, Instant now, IncidentPolicy policy)
    {
        var ceiling = policy.Reminders.PublicCeiling;
        return by > now + ceiling ? new Refusal.PromiseTooFar(ceiling) : RefusePromise(by, now);
    }

    // A button belongs to its promise's clock. A command means the clock of its author's role: the messenger's is public, the lead's internal. A
    // person with both roles, or with none, means both clocks.
    private static Audience[] AudiencesOf(Incident incident, Audience? asked, long? forPromise, PersonId actor)
    {
        if (asked is { } one)
            return [one];
        Audience[] running = [.. new[] { Audience.Internal, Audience.Public }.Where(audience => incident.ClockFor(audience) is not null)];
        if (forPromise is { } number)
            return [.. running.Where(audience => incident.ClockFor(audience)!.Promise == number)];
        Audience[] own = [.. running.Where(audience => actor == (audience == Audience.Internal ? incident.Lead : incident.Messenger))];
        return own.Length > 0 ? own : running;
    }
}
