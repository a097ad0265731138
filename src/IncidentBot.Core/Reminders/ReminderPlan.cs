using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>
/// Computes all reminders of an incident from its state alone. The same function schedules the rows after a change and validates a row when it falls
/// due: a reminder that is no longer in the plan is not sent.
/// </summary>
public static class ReminderPlan
{
    public static IReadOnlyList<PlannedReminder> For(Incident incident, ReminderPolicy policy) =>
        [.. Watches(incident, policy), .. Clock(incident, Audience.Internal, policy), .. Clock(incident, Audience.Public, policy)];

    /// <summary>The reminder with this key in the present state; null when it is not needed any more.</summary>
    public static PlannedReminder? Find(Incident incident, ReminderKey key, ReminderPolicy policy) =>
        For(incident, policy).FirstOrDefault(planned => planned.Key == key);

    /// <summary>Of several reminders due together, those to send: the newest of each promise, and every watch. The others are superseded.</summary>
    public static IReadOnlyList<ReminderKey> NewestWords(IEnumerable<ReminderKey> due) =>
        [.. due.GroupBy(key => key.Track == ReminderTrack.Watch ? (key.Track, key.Number, (ReminderKind?)key.Kind) : (key.Track, key.Number, null))
            .Select(promise => promise.MaxBy(key => key.Kind))];

    private static IEnumerable<PlannedReminder> Clock(Incident incident, Audience audience, ReminderPolicy policy)
    {
        if (incident.ClockFor(audience) is not { } clock || !incident.Phase.IsOpen())
            yield break;

        // A heads-up before the promise was made would be noise. The same holds within a snooze and at its end, because the user has just asked for
        // it.
        var headsUp = clock.NudgeFrom - policy.HeadsUp;
        if (headsUp > clock.MadeAt)
            yield return At(ReminderKind.HeadsUp, headsUp);
        yield return At(ReminderKind.Due, clock.NudgeFrom);
        yield return At(ReminderKind.Repeated, clock.NudgeFrom + policy.Repeated);
        yield return At(ReminderKind.Page, clock.NudgeFrom + policy.Page);

        PlannedReminder At(ReminderKind kind, Instant dueAt) => new(new ReminderKey(audience.Track(), clock.Promise, kind), dueAt);
    }

    private static IEnumerable<PlannedReminder> Watches(Incident incident, ReminderPolicy policy)
    {
        if (incident.Phase == Phase.Triage)
            yield return Watch(ReminderKind.TriageUnresolved, incident.Run, incident.RunSince + policy.TriageUnresolved);
        if (incident.Phase == Phase.Resolved && incident is { IsOpenInPublic: true, ResolvedAt: { } resolvedAt })
            yield return Watch(ReminderKind.StatusPageNotResolved, incident.Run, resolvedAt + policy.StatusPageNotResolved);
        if (incident.Waiting is { LeavesAt: null } waiting && !incident.Phase.HasEnded())
            yield return Watch(ReminderKind.ApprovalWaiting, waiting.Number, waiting.AskedAt + policy.ApprovalWaiting);
        if (!incident.Phase.IsOpen())
            yield break;

        if (incident.Lead is null)
            yield return Watch(ReminderKind.NoLead, incident.Run, incident.RunSince + policy.NoLead);
        if (incident is { Lead: not null, LeadAcknowledgedAt: null, LeadSince: { } since })
            yield return Watch(ReminderKind.LeadUnacknowledged, since.ToUnixTimeMilliseconds(), since + policy.LeadUnacknowledged);

        if (incident is not { CustomerImpact: true, ImpactSince: { } impactSince } || incident.Phase == Phase.Triage)
            yield break;
        if (incident.Messenger is null)
            yield return Watch(ReminderKind.NoMessenger, incident.ImpactNumber, impactSince + policy.NoMessenger);
        if (!incident.IsConfidential && !(incident.LastPublicUpdateAt >= impactSince))
            yield return Watch(ReminderKind.FirstPublicUpdate, incident.ImpactNumber, impactSince + policy.FirstPublicUpdate);

        static PlannedReminder Watch(ReminderKind kind, long number, Instant dueAt) => new(new ReminderKey(ReminderTrack.Watch, number, kind), dueAt);
    }
}
