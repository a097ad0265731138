using System.Collections.Concurrent;
using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>Stores when each sweep last succeeded, so that a sweep that has stopped is noticed.</summary>
internal sealed class SweepHealth(IEnumerable<ISweep> sweeps)
{
    private readonly string[] _names = [.. sweeps.Select(sweep => sweep.Name)];
    private readonly ConcurrentDictionary<string, Instant> _succeeded = [];

    /// <summary>Every sweep with its last success; null when there was none since the start.</summary>
    public IReadOnlyDictionary<string, Instant?> LastSuccesses =>
        _names.ToDictionary(name => name, name => _succeeded.TryGetValue(name, out var at) ? at : (Instant?)null);

    public void Succeeded(string sweep, Instant at) => _succeeded[sweep] = at;
}
