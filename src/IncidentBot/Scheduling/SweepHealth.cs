using System.Collections.Concurrent;

namespace IncidentBot.Scheduling;

/// <summary>Stores when each sweep last succeeded, so that a sweep that has stopped is noticed.</summary>
internal sealed class SweepHealth(IEnumerable<ISweep> sweeps)
{
    private readonly string[] _names = [.. sweeps.Select(sweep => sweep.Name)];
    private readonly ConcurrentDictionary<string, ClockReading> _succeeded = [];

    /// <summary>Every sweep with its last success; null when it has had none since the start.</summary>
    public IReadOnlyDictionary<string, ClockReading?> LastSuccesses =>
        _names.ToDictionary(name => name, name => _succeeded.TryGetValue(name, out var at) ? at : (ClockReading?)null);

    public void Succeeded(string sweep, ClockReading at) => _succeeded[sweep] = at;
}
