using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>
/// Work that falls due. The database knows what and when; the schedule only starts the next run: at the instant the last run returned, at once on a
/// <see cref="SweepSignal"/>, and every second in any case. Runs of one sweep never overlap.
/// </summary>
internal interface ISweep
{
    string Name { get; }

    /// <summary>Does what is due.</summary>
    /// <returns>The next instant at which something is due; one in the past means that there is more to do now; null means nothing is planned.</returns>
    Task<Instant?> RunAsync(Instant now, CancellationToken ct);
}
