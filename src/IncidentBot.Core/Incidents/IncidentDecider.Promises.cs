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
            // The promise stays what people were told; only the nudging waits, and never speaks before the promise is due.
            // A fresh number makes the ladder start anew, once.
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

    // A promise a week away is a forgotten incident; and a clock set to the end of time could not be counted on from.
    private static Refusal? RefusePromise(Instant by, Instant now)
    {
        if (by <= now)
            return new Refusal.PromiseInThePast(by);
        return by > now + Durations.Longest ? new Refusal.PromiseTooFar(Durations.Longest) : null;
    }

    // R34: counted from the last word customers had, so that moving a promise again and again cannot keep them waiting for hours.
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

    // A button is about its promise's clock. A command is about the asker's own: the messenger speaks for customers, the lead for the room.
    // Who holds both roles, or none, means both.
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
