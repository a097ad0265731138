namespace IncidentBot.SlackEmulator;

/// <summary>The kinds of faults.</summary>
internal abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>An HTML page with this status, before any effect.</summary>
    public sealed record ServerError(int Status) : Fault;

    /// <summary>429 with Retry-After.</summary>
    public sealed record Limited(TimeSpan RetryAfter) : Fault;

    /// <summary>The error <c>ratelimited</c> with Retry-After, for one channel.</summary>
    public sealed record LimitedChannel(TimeSpan RetryAfter) : Fault;

    /// <summary>No response until the fault is released or the caller gives up; no effect.</summary>
    public sealed record Hang : Fault;

    /// <summary>The connection is closed before any effect.</summary>
    public sealed record Reset : Fault;

    /// <summary>The call takes effect, then the connection is closed.</summary>
    public sealed record LoseAnswer : Fault;

    /// <summary>A response with this error code, without effect.</summary>
    public sealed record Refuse(string Code) : Fault;
}
