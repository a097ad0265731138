using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>A public update that waits for its release.</summary>
internal readonly record struct LeavingUpdate(IncidentId Incident, Instant LeavesAt);

/// <summary>
/// The remaining waits of public updates for their release. A wait is over when the wall clock or the monotonic clock says so: a wall clock that is set back
/// prolongs none. An update that is first seen after the clock was set back waits at most for the whole time in which it can be undone.
/// </summary>
internal sealed class ReleaseWaits(Duration longest, TimeProvider time)
{
    private Dictionary<LeavingUpdate, Wait> _known = [];

    /// <summary>What remains of each wait; zero or less when it is over. Updates that no longer wait are removed.</summary>
    public IReadOnlyList<(LeavingUpdate Update, Duration Remaining)> Look(IReadOnlyCollection<LeavingUpdate> waiting, Instant now)
    {
        _known = waiting.ToDictionary(
            update => update,
            update => _known.TryGetValue(update, out var known) ? known : new Wait(time.GetTimestamp(), Duration.Min(update.LeavesAt - now, longest)));
        return [.. waiting.Select(update => (update, Duration.Min(update.LeavesAt - now, _known[update].Remaining(time))))];
    }

    private readonly record struct Wait(long SeenAt, Duration Length)
    {
        public Duration Remaining(TimeProvider time) => Length - Duration.FromTimeSpan(time.GetElapsedTime(SeenAt));
    }
}
