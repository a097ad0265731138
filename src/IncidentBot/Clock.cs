using NodaTime;

namespace IncidentBot;

/// <summary>
/// The present, cut to whole milliseconds: the database keeps instants as milliseconds, so what was decided on and what is
/// read back later are the same instant.
/// </summary>
internal sealed class Clock(TimeProvider time)
{
    public Instant Now => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
