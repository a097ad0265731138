using IncidentBot.Observability;

namespace IncidentBot.Auditing;

/// <summary>Whether everything that was due has been done, as the tables tell it.</summary>
internal sealed class AuditReadiness(AuditQueries queries, Clock clock) : IReadinessCheck
{
    public string Name => "audit";

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        var late = await queries.LateAsync(clock.Now - Auditor.Tolerance, cancellationToken);
        return late.Total == 0
            ? Readiness.Ready("nothing is late")
            : Readiness.NotReady(
                $"{late.Reminders} reminders and {late.Calls} calls to Slack{(late.Updates > 0 ? $" and {late.Updates} public updates" : "")} are more than two minutes late",
                "If the outbox is the reason, see there. Otherwise a loop of this process is stuck: look at the log, then restart it. Nothing is lost.");
    }
}
