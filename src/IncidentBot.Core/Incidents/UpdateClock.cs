using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>
/// One audience's clock: when the next update is promised and when its reminders start. Every update, new promise and snooze takes a fresh <see
/// cref="Promise"/> number, so that its reminder rows never match those of an older promise.
/// </summary>
/// <param name="Promise">The number in the keys of this promise's reminders; it grows and is never reused within an incident.</param>
/// <param name="MadeAt">When the promise was made, or when its snooze ends: no reminder comes before.</param>
/// <param name="PromisedFor">When the next update is due, as the audience was told.</param>
/// <param name="NudgeFrom">When the reminders start: at <paramref name="PromisedFor"/>, or later after a snooze.</param>
/// <param name="LastUpdateAt">When this audience got its last update; null before the first.</param>
public sealed record UpdateClock(long Promise, Instant MadeAt, Instant PromisedFor, Instant NudgeFrom, Instant? LastUpdateAt)
{
    public bool IsOverdueAt(Instant now) => now > PromisedFor;

    public bool IsSnoozed => NudgeFrom != PromisedFor;

    /// <summary>How late an update at <paramref name="now"/> would be; null when it is in time.</summary>
    public Duration? LateAt(Instant now) => IsOverdueAt(now) ? now - PromisedFor : null;
}

/// <summary>The readers of a clock's updates: the room (the lead is responsible) or the customers (the messenger is).</summary>
public enum Audience
{
    Internal,
    Public,
}
