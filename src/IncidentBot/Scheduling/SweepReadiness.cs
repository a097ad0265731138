using IncidentBot.Configuration;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Scheduling;

/// <summary>The watchdog of the sweeps: a sweep that has stopped leaves reminders unspoken. It measures by the monotonic clock.</summary>
internal sealed class SweepReadiness(SweepHealth sweeps, HealthOptions options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var longest = options.SweepAge.ToTimeSpan();
        var stopped = sweeps.LastSuccesses
            .Where(sweep => sweep.Value is not { } at || time.GetElapsedTime(at.Timestamp) > longest)
            .OrderBy(sweep => sweep.Key, StringComparer.Ordinal)
            .Select(sweep => sweep.Value is { } at ? $"{sweep.Key} last ran {time.GetElapsedTime(at.Timestamp).TotalSeconds:0} s ago" : $"{sweep.Key} has not run yet")
            .ToList();
        return Task.FromResult(stopped.Count == 0
            ? Readiness.Ready("run")
            : Readiness.NotReady(
                string.Join("; ", stopped),
                "Right after the start, wait a moment. Otherwise the log says why a sweep fails; if it says nothing, restart the process: "
                + "what is due is in the database."));
    }
}
