using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Scheduling;
using IncidentBot.Storage;

namespace IncidentBot.Reminders;

/// <summary>Replaces the planned reminders of an incident in the commit that changes it, then signals the earliest to the sweep.</summary>
internal sealed class ReminderReaction(ReminderStore reminders, IncidentPolicy policy, SweepSignal sweeps) : IIncidentReaction
{
    public async Task ReactAsync(IncidentChange change, DbSession session)
    {
        var plan = ReminderPlan.For(change.After, policy.Reminders);
        if (change.Before is null)
            await reminders.ArmAsync(session, change.After.Id, plan);
        else
            await reminders.ReplaceAsync(session, change.After.Id, plan);
        if (plan.Count == 0)
            return;
        var earliest = plan.Min(planned => planned.DueAt);
        session.AfterCommit(() => sweeps.Wake(earliest));
    }
}
