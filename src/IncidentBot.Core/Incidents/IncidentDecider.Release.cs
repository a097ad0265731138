using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    private static readonly Duration LongestMemory = Duration.FromDays(366);

    // When a promise falls due during the undo time, the update is released this much earlier and so keeps the promise.
    private static readonly Duration BeforeDue = Duration.FromSeconds(5);

    // The time that a release may take before its lateness is worth a reminder.
    private static readonly Duration ToLeave = Duration.FromSeconds(10);

    private static Decision.Accepted Schedule(Incident incident, WaitingUpdate confirmed, Instant now, IncidentPolicy policy)
    {
        var leavesAt = now + policy.Publishing.UndoFor;
        if (incident.PublicClock is { PromisedFor: var due } && due > now && due - BeforeDue < leavesAt && IsNews(confirmed.What))
            leavesAt = Instant.Max(now, due - BeforeDue);

        // The promise stays due until customers can read the update. Only its reminders wait until then, under a fresh number as after a snooze.
        var scheduled = incident with { Waiting = confirmed with { LeavesAt = leavesAt }, LastPromise = Math.Max(incident.LastPromise, confirmed.Number) };
        if (scheduled.PublicClock is { } clock && IsNews(confirmed.What))
        {
            var waits = clock with { Promise = scheduled.LastPromise + 1, MadeAt = leavesAt, NudgeFrom = Instant.Max(clock.NudgeFrom, leavesAt + ToLeave) };
            scheduled = scheduled.WithClock(Audience.Public, waits) with { Waiting = scheduled.Waiting! with { Held = new HeldClock(clock, waits.Promise) } };
        }

        return new Decision.Accepted(scheduled, [new IncidentEvent.UpdateScheduled(confirmed.Number, leavesAt)]);
    }

    // Restores the clock: an overdue promise is as overdue as before. Confirming and withdrawing an update cannot suppress the page.
    private static Incident WithoutWaiting(Incident incident)
    {
        var free = incident with { Waiting = null };
        return incident is { Waiting.Held: { } held, PublicClock: { } clock } && clock.Promise == held.Promise
            ? free.WithClock(Audience.Public, held.Before)
            : free;
    }

    private static Decision ReleaseUpdate(Incident incident, IncidentCommand.ReleaseUpdate command, Instant now, IncidentPolicy policy)
    {
        if (incident.Waiting is not { LeavesAt: { } leavesAt } waiting || waiting.Number != command.Number || (now < leavesAt && !command.HasWaited))
            return Refuse(new Refusal.UpdateGone());
        // Checked again: changes drop an untrue update earlier, but a release must never depend on that.
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
            ? incident.Components.Keys.Union(command.Components.Keys)
                .ToImmutableSortedDictionary(id => id, _ => ComponentStatus.Operational, StringComparer.Ordinal)
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
            changed.PublicUpdates,
            command.State,
            command.Title!,
            command.Text,
            named,
            changed.PublicClock?.PromisedFor,
            clock?.LateAt(now),
            clock?.Promise ?? 0,
            command.Overruled)
        {
            Waited = WaitedOf(confirmed),
            ApprovedBy = confirmed.ApprovedBy,
            Author = AuthorOf(confirmed),
        });
        return new Decision.Accepted(changed, events);
    }

    // Only the text changes. A correction keeps no promise.
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

    // The update takes its place in the past. The present public state changes only when no later public update exists. An ended incident that was
    // never public becomes resolved in public too. One that is open in public stays open until a public update resolves it, because a backfill
    // notifies no subscriber.
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
            [new IncidentEvent.PublicUpdateBackfilled(
                changed.PublicUpdates, command.State, command.Title!, command.Text, command.Components, saidAt, command.Overruled)
            {
                Waited = WaitedOf(confirmed),
                ApprovedBy = confirmed.ApprovedBy,
                Author = AuthorOf(confirmed),
            }]);
    }

    private static ImmutableSortedDictionary<string, ComponentStatus> Held(Incident incident, ImmutableSortedDictionary<string, ComponentStatus> named) =>
        incident.Components
            .SetItems(named)
            .RemoveRange(named.Where(component => component.Value == ComponentStatus.Operational).Select(component => component.Key));

    private static PersonId? AuthorOf(WaitingUpdate confirmed) => confirmed.ApprovedBy is null ? null : confirmed.Author;

    private static long? WaitedOf(WaitingUpdate confirmed) => confirmed.LeavesAt is null && confirmed.ApprovedBy is null ? null : confirmed.Number;
}
