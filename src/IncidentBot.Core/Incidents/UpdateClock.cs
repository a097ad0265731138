using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>
/// One audience's clock: the promise of the next word and when somebody is nudged about it. Every update, new promise and snooze takes
/// a fresh <see cref="Promise"/> number, so that a reminder row can never be mistaken for an older one.
/// </summary>
/// <param name="Promise">The number that keys this promise's reminders; grows, is never reused within an incident.</param>
/// <param name="MadeAt">When the promise was made, or when a snooze of it ends: no reminder comes before.</param>
/// <param name="PromisedFor">By when the next update is due: what people and customers were told.</param>
/// <param name="NudgeFrom">When the reminders start; never before <paramref name="PromisedFor"/>, and later only after a snooze.</param>
/// <param name="LastUpdateAt">When this audience last heard something; null before the first time.</param>
public sealed record UpdateClock(long Promise, Instant MadeAt, Instant PromisedFor, Instant NudgeFrom, Instant? LastUpdateAt)
{
    public bool IsOverdueAt(Instant now) => now > PromisedFor;

    public bool IsSnoozed => NudgeFrom != PromisedFor;

    /// <summary>How late a word spoken now is; null when it is in time.</summary>
    public Duration? LateAt(Instant now) => IsOverdueAt(now) ? now - PromisedFor : null;
}

/// <summary>Whose clock: the room's (the lead answers for it) or the customers' (the messenger does).</summary>
public enum Audience
{
    Internal,
    Public,
}
