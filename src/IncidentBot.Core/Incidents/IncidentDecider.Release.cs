using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static readonly Duration LongestMemory = Duration.FromDays(366);

    // A promise that falls due while an update waits to leave is kept by letting it leave this much earlier.
    private static readonly Duration BeforeDue = Duration.FromSeconds(5);

    // After the moment of leaving, before anybody is reminded of what should be out by then.
    private static readonly Duration ToLeave = Duration.FromSeconds(10);

    private static Decision.Accepted Schedule(Incident incident, WaitingUpdate confirmed, Instant now, IncidentPolicy policy)
    {
        var leavesAt = now + policy.Publishing.UndoFor;
        if (incident.PublicClock is { PromisedFor: var due } && due > now && due - BeforeDue < leavesAt && IsNews(confirmed.What))
            leavesAt = Instant.Max(now, due - BeforeDue);

        // The promise stands until customers can read the update; only its reminders wait until then, under a fresh number as after a snooze.
        var scheduled = incident with { Waiting = confirmed with { LeavesAt = leavesAt }, LastPromise = Math.Max(incident.LastPromise, confirmed.Number) };
        if (scheduled.PublicClock is { } clock && IsNews(confirmed.What))
        {
            var waits = clock with { Promise = scheduled.LastPromise + 1, MadeAt = leavesAt, NudgeFrom = Instant.Max(clock.NudgeFrom, leavesAt + ToLeave) };
            scheduled = scheduled.WithClock(Audience.Public, waits) with { Waiting = scheduled.Waiting! with { Held = new HeldClock(clock, waits.Promise) } };
        }

        return new Decision.Accepted(scheduled, [new IncidentEvent.UpdateScheduled(confirmed.Number, leavesAt)]);
    }

    // Nothing left, so what was overdue is as overdue as it was: to confirm and take back does not keep anybody from being called.
    private static Incident WithoutWaiting(Incident incident)
    {
        var free = incident with { Waiting = null };
        return incident is { Waiting.Held: { } held, PublicClock: { } clock } && clock.Promise == held.Promise ? free.WithClock(Audience.Public, held.Before) : free;
    }

    private static Decision ReleaseUpdate(Incident incident, IncidentCommand.ReleaseUpdate command, Instant now, IncidentPolicy policy)
    {
        if (incident.Waiting is not { LeavesAt: { } leavesAt } waiting || waiting.Number != command.Number || (now < leavesAt && !command.HasWaited))
            return Refuse(new Refusal.UpdateGone());
        // Nothing that a change could make untrue waits on; this is the second lock on the last door.
        return RefuseState(incident, waiting.What) is null
            ? Publish(incident with { Waiting = null }, waiting, now, policy)
            : Accepted(WithoutWaiting(incident), Withdrawn(waiting, WithdrawnBecause.Overtaken));
    }

    private static Decision.Accepted Publish(Incident incident, WaitingUpdate confirmed, Instant now, IncidentPolicy policy) => confirmed.What switch
    {
        { Corrects: not null } => Correct(incident, confirmed),
        { SaidAt: not null } => BackfillUpdate(incident, confirmed),
        _ => PublishNews(incident, confirmed, now, policy),
    };

    private static Decision.Accepted PublishNews(Incident incident, WaitingUpdate confirmed, Instant now, IncidentPolicy policy)
    {
        var command = confirmed.What;
        var isResolved = command.State == PublicState.Resolved;
        var events = new List<IncidentEvent>();
        var changed = incident;
        if (!incident.CustomerImpact && !isResolved)
        {
            changed = incident.WithImpact(true, now, policy);
            events.Add(new IncidentEvent.CustomerImpactChanged(true));
        }

        var named = isResolved
            ? incident.Components.Keys.Union(command.Components.Keys).ToImmutableSortedDictionary(id => id, _ => ComponentStatus.Operational, StringComparer.Ordinal)
            : command.Components;
        var clock = incident.PublicClock;
        changed = changed with
        {
            PublicState = command.State,
            PublicTitle = command.Title,
            PublicUpdates = incident.PublicUpdates + 1,
            LastPublicUpdateAt = now,
            Components = isResolved ? incident.Components.Clear() : Held(incident, command.Components),
        };
        changed = changed.Promise(Audience.Public, command.NextUpdateBy, now, policy);
        events.Insert(0, new IncidentEvent.PublicUpdatePublished(
            changed.PublicUpdates, command.State, command.Title!, command.Text, named, changed.PublicClock?.PromisedFor, clock?.LateAt(now), clock?.Promise ?? 0, command.Overruled)
        {
            Waited = WaitedOf(confirmed),
            ApprovedBy = confirmed.ApprovedBy,
            Author = AuthorOf(confirmed),
        });
        return new Decision.Accepted(changed, events);
    }

    // The words change and nothing else: no promise is kept by mending what was said.
    private static Decision.Accepted Correct(Incident incident, WaitingUpdate confirmed)
    {
        var correction = confirmed.What.Corrects!;
        return new Decision.Accepted(
            incident,
            [new IncidentEvent.PublicUpdateCorrected(correction.Number, confirmed.What.Text, correction.Earlier, confirmed.What.Overruled)
            {
                TellsSubscribers = correction.TellsSubscribers,
                Waited = WaitedOf(confirmed),
                ApprovedBy = confirmed.ApprovedBy,
                Author = AuthorOf(confirmed),
            }]);
    }

    // It takes its place in the past. What customers know now changes only where they have been told nothing since. An incident that is over and that they never
    // heard of is over for them too; one that they believe to be open stays open until they are told, for nobody hears of what is added quietly.
    private static Decision.Accepted BackfillUpdate(Incident incident, WaitingUpdate confirmed)
    {
        var command = confirmed.What;
        var saidAt = command.SaidAt!.Value;
        var isNewest = incident.LastPublicUpdateAt is not { } last || saidAt >= last;
        var isOver = !incident.Phase.IsOpen() && !incident.IsOpenInPublic;
        var state = isOver ? PublicState.Resolved : isNewest ? command.State : incident.PublicState;
        var changed = incident with
        {
            PublicState = state,
            PublicTitle = isNewest ? command.Title : incident.PublicTitle,
            PublicUpdates = incident.PublicUpdates + 1,
            LastPublicUpdateAt = isNewest ? saidAt : incident.LastPublicUpdateAt,
            Components = state == PublicState.Resolved ? incident.Components.Clear() : isNewest ? Held(incident, command.Components) : incident.Components,
        };
        return new Decision.Accepted(
            changed,
            [new IncidentEvent.PublicUpdateBackfilled(changed.PublicUpdates, command.State, command.Title!, command.Text, command.Components, saidAt, command.Overruled)
            {
                Waited = WaitedOf(confirmed),
                ApprovedBy = confirmed.ApprovedBy,
                Author = AuthorOf(confirmed),
            }]);
    }

    private static ImmutableSortedDictionary<string, ComponentStatus> Held(Incident incident, ImmutableSortedDictionary<string, ComponentStatus> named) =>
        incident.Components.SetItems(named).RemoveRange(named.Where(component => component.Value == ComponentStatus.Operational).Select(component => component.Key));

    private static PersonId? AuthorOf(WaitingUpdate confirmed) => confirmed.ApprovedBy is null ? null : confirmed.Author;

    private static long? WaitedOf(WaitingUpdate confirmed) => confirmed.LeavesAt is null && confirmed.ApprovedBy is null ? null : confirmed.Number;
}
