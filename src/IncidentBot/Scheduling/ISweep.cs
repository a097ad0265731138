using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>
/// Work that falls due. The database knows what and when; the schedule only makes sure that somebody looks: at the instant the
/// last run named, at once when <see cref="SweepSignal"/> says so, and every second in any case. Never twice at a time.
/// </summary>
internal interface ISweep
{
    string Name { get; }

    /// <summary>Does what is due.</summary>
    /// <returns>The earliest instant at which something will be due; one that has passed means there is more to do; null means nothing.</returns>
    Task<Instant?> RunAsync(Instant now, CancellationToken ct);
}
