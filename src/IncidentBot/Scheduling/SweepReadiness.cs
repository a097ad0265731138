using IncidentBot.Configuration;
using IncidentBot.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Scheduling;

/// <summary>The watchdog over the sweeps: one that has stopped would lose reminders without a word.</summary>
internal sealed class SweepReadiness(SweepHealth sweeps, HealthOptions options, Clock clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var stopped = sweeps.LastSuccesses
            .Where(sweep => sweep.Value is not { } at || now - at > options.SweepAge)
            .OrderBy(sweep => sweep.Key, StringComparer.Ordinal)
            .Select(sweep => sweep.Value is { } at ? $"{sweep.Key} last ran {(now - at).TotalSeconds:0} s ago" : $"{sweep.Key} has not run yet")
            .ToList();
        return Task.FromResult(stopped.Count == 0
            ? Readiness.Ready("run")
            : Readiness.NotReady(
                string.Join("; ", stopped),
                "Right after the start, wait a moment. Otherwise the log says why a sweep fails; if it says nothing, restart the process: "
                + "what is due is in the database."));
    }
}
