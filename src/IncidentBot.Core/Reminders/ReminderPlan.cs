using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>
/// Every moment at which somebody must hear something, worked out from the incident alone. The same function arms the rows when an
/// incident changes and judges, when one comes due, whether it still holds: what is not in the plan any more stays silent.
/// </summary>
public static class ReminderPlan
{
    public static IReadOnlyList<PlannedReminder> For(Incident incident, ReminderPolicy policy) =>
        [.. Watches(incident, policy), .. Clock(incident, Audience.Internal, policy), .. Clock(incident, Audience.Public, policy)];

    /// <summary>The due moment of this key as things stand; null when nobody needs to hear it any more.</summary>
    public static PlannedReminder? Find(Incident incident, ReminderKey key, ReminderPolicy policy) =>
        For(incident, policy).FirstOrDefault(planned => planned.Key == key);

    /// <summary>
    /// Of several that came due together, the ones to speak: the newest word of each promise, each watch by itself. The rest is superseded.
    /// </summary>
    public static IReadOnlyList<ReminderKey> NewestWords(IEnumerable<ReminderKey> due) =>
        [.. due.GroupBy(key => key.Track == ReminderTrack.Watch ? (key.Track, key.Number, (ReminderKind?)key.Kind) : (key.Track, key.Number, null))
            .Select(promise => promise.MaxBy(key => key.Kind))];

    private static IEnumerable<PlannedReminder> Clock(Incident incident, Audience audience, ReminderPolicy policy)
    {
        if (incident.ClockFor(audience) is not { } clock || !incident.Phase.IsOpen())
            yield break;

        // A heads-up before the promise was even made would be noise, and so is one inside a snooze, or at its end, somebody just asked for.
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
