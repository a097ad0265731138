using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Observability;

/// <summary>What a readiness check answers. A state is a few words without personal data; advice says what the operator can do.</summary>
internal static class Readiness
{
    /// <summary>The key of the advice among the data of a check.</summary>
    public const string AdviceKey = "advice";

    public static HealthCheckResult Ready(string state) => HealthCheckResult.Healthy(state);

    /// <summary>Something is wrong that does not keep this server from its work.</summary>
    public static HealthCheckResult ReadyBut(string state, string advice) => HealthCheckResult.Degraded(state, data: With(advice));

    public static HealthCheckResult NotReady(string state, string advice) => HealthCheckResult.Unhealthy(state, data: With(advice));

    private static Dictionary<string, object> With(string advice) => new() { [AdviceKey] = advice };

    extension(HealthReportEntry entry)
    {
        /// <summary>What to do about it; null when there is nothing to do.</summary>
        public string? Advice => entry.Data.TryGetValue(AdviceKey, out var advice) ? (string)advice : null;
    }
}
