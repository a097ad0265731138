using IncidentBot.Configuration;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Outbox;

/// <summary>Whether calls leave the outbox in time. Dead rows are reported but do not count: they wait for an operator, not for Slack.</summary>
internal sealed class OutboxReadiness(OutboxQueries outbox, HealthOptions options, Clock clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var health = await outbox.HealthAsync(cancellationToken);
        var state = $"{health.Pending} waiting, {health.Dead} dead";
        if (health.OldestPendingAt is not { } since || clock.Now - since <= options.OutboxAge)
            return Readiness.Ready(state);

        var age = (clock.Now - since).TotalSeconds;
        return Readiness.NotReady(
            $"{state}; the oldest waits for {age:0} s",
            "Calls to Slack do not get through. See https://slack-status.com, the way out of your network, and the log for what Slack answers. "
            + "Nothing is lost: they go out when Slack is back.");
    }
}
