using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Auditing;

/// <summary>Whether everything that was due is done, according to the tables.</summary>
internal sealed class AuditReadiness(AuditQueries queries, Clock clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var late = await queries.LateAsync(clock.Now - Auditor.Tolerance, cancellationToken);
        if (late.Total == 0)
            return Readiness.Ready("nothing is late");

        var updates = late.Updates > 0 ? $" and {late.Updates} public updates" : "";
        return Readiness.NotReady(
            $"{late.Reminders} reminders and {late.Calls} calls to Slack{updates} are more than two minutes late",
            "If the outbox is the reason, see there. Otherwise a loop of this process is stuck: look at the log, then restart it. Nothing is lost.");
    }
}
