using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>How often each audience gets an update while an incident is open. Both lengths are positive.</summary>
public sealed record Cadence
{
    /// <exception cref="ArgumentOutOfRangeException">A length is zero or less.</exception>
    public Cadence(Duration @internal, Duration @public)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(@internal, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(@public, Duration.Zero);
        Internal = @internal;
        Public = @public;
    }

    public Duration Internal { get; }

    public Duration Public { get; }
}
