using NodaTime;

namespace IncidentBot;

/// <summary>
/// The current instant in whole milliseconds: the database stores milliseconds, so the instant of a decision equals the one that is read back later.
/// </summary>
internal sealed class Clock(TimeProvider time)
{
    public Instant Now => Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
