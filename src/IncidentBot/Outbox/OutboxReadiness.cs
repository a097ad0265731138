using IncidentBot.Configuration;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Outbox;

/// <summary>Checks that calls leave the outbox in time. Dead rows are reported but do not count, because they wait for an operator.</summary>
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
            "Calls to Slack do not succeed. Check https://slack-status.com, the outgoing network, and the log for the answers of Slack. "
            + "Nothing is lost: the calls are made when Slack is back.");
    }
}
