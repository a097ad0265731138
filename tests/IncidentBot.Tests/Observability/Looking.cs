using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Tests.Observability;

/// <summary>Runs a readiness check and reads its answer as the endpoint does.</summary>
internal static class Looking
{
    extension(IHealthCheck check)
    {
        public Task<HealthCheckResult> LookAsync() => check.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None);
    }

    extension(HealthCheckResult result)
    {
        public bool IsReady => result.Status != HealthStatus.Unhealthy;

        public string State => result.Description ?? "";

        public string? Advice => result.Data.TryGetValue(Readiness.AdviceKey, out var advice) ? (string)advice : null;
    }
}
