using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>
/// A public update that its author has confirmed and that customers cannot see yet: it waits for a second person, or for the end of the time in which it
/// can be taken back. An incident has at most one.
/// </summary>
/// <param name="Number">Taken from the incident's promise numbers, so that a button about it can mean no other.</param>
/// <param name="AskedAt">When its author confirmed it.</param>
public sealed record WaitingUpdate(long Number, PersonId Author, Instant AskedAt, IncidentCommand.PublishUpdate What)
{
    /// <summary>Who let it out; null while nobody has, or nobody has to.</summary>
    public PersonId? ApprovedBy { get; init; }

    /// <summary>When customers will see it; null while it waits for approval.</summary>
    public Instant? LeavesAt { get; init; }

    /// <summary>The public clock as it ran before its reminders were made to wait for this update, and the promise under which they wait; null when they do not.</summary>
    public HeldClock? Held { get; init; }

    /// <summary>May be taken back by whoever wrote it, let it out, leads or speaks to customers.</summary>
    public bool MayBeUndoneBy(PersonId person, Incident incident) =>
        person == Author || person == ApprovedBy || person == incident.Lead || person == incident.Messenger;
}

/// <summary>A clock whose reminders wait.</summary>
/// <param name="Before">As it ran.</param>
/// <param name="Promise">The number of the promise it was given instead.</param>
public sealed record HeldClock(UpdateClock Before, long Promise);

/// <summary>Why an update that waited was never published.</summary>
public enum WithdrawnBecause
{
    /// <summary>Somebody took it back.</summary>
    Undone,

    /// <summary>A newer one was written meanwhile.</summary>
    Superseded,

    /// <summary>The incident went on, and it would no longer have been true.</summary>
    Overtaken,
}
