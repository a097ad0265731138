using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static readonly Duration LongestSnooze = Duration.FromDays(1);

    private static Decision Snooze(Incident incident, IncidentCommand.Snooze command, PersonId actor, Instant now)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (command.Length <= Duration.Zero || command.Length > LongestSnooze)
            return Refuse(new Refusal.BadSnooze(command.Length));
        if (RefuseClocks(incident, command.Audience, command.ForPromise) is { } refusal)
            return Refuse(refusal);

        var until = now + command.Length;
        var changed = incident;
        var events = new List<IncidentEvent>();
        foreach (var audience in AudiencesOf(incident, command.Audience, actor))
        {
            var promise = changed.LastPromise + 1;
            events.Add(new IncidentEvent.Snoozed(audience, command.Length, until, changed.ClockFor(audience)!.Promise));

            // The promise stays what people were told; only the nudging waits. A fresh number makes the ladder start anew, once.
            changed = changed.WithClock(audience, changed.ClockFor(audience)! with { Promise = promise, MadeAt = now, NudgeFrom = until });
        }

        return Accepted(changed, events);
    }

    private static Decision PromiseNext(Incident incident, IncidentCommand.PromiseNext command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (!incident.Phase.IsOpen())
            return WrongPhase(incident, WantedPhase.Open);
        if (RefuseClocks(incident, command.Audience, command.ForPromise) is { } refusal)
            return Refuse(refusal);
        if (command.By <= now)
            return Refuse(new Refusal.PromiseInThePast(command.By));

        var audiences = AudiencesOf(incident, command.Audience, actor);
        if (audiences.Contains(Audience.Public) && RefusePublicPromise(command.By, now, policy) is { } tooFar)
            return Refuse(tooFar);

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

    private static Refusal? RefusePublicPromise(Instant by, Instant now, IncidentPolicy policy)
    {
        if (by <= now)
            return new Refusal.PromiseInThePast(by);
        return by > now + policy.Reminders.PublicCeiling ? new Refusal.PromiseTooFar(policy.Reminders.PublicCeiling) : null;
    }

    // The asker's own clock: the messenger speaks for customers, the lead for the room. Who holds both roles, or none, means both.
    private static Audience[] AudiencesOf(Incident incident, Audience? asked, PersonId actor)
    {
        if (asked is { } one)
            return [one];
        Audience[] running = [.. new[] { Audience.Internal, Audience.Public }.Where(audience => incident.ClockFor(audience) is not null)];
        Audience[] own = [.. running.Where(audience => actor == (audience == Audience.Internal ? incident.Lead : incident.Messenger))];
        return own.Length > 0 ? own : running;
    }
}
