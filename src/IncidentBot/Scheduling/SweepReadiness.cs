using IncidentBot.Configuration;
using IncidentBot.Observability;

namespace IncidentBot.Scheduling;

/// <summary>The watchdog over the sweeps: one that has stopped would leave reminders unspoken, and nobody would hear that either.</summary>
internal sealed class SweepReadiness(SweepHealth sweeps, HealthOptions options, Clock clock) : IReadinessCheck
{
    public string Name => "sweeps";

    public Task<Readiness> CheckAsync(CancellationToken cancellationToken)
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
                "Right after the start, wait a moment. Otherwise the log says why a sweep fails; if it says nothing, restart the process: what is due stands in the database."));
    }
}
