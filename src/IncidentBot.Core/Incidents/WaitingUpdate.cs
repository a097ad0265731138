using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>
/// A public update that its author has confirmed and that customers cannot see yet. It waits for approval or for the end of the undo time. An
/// incident has at most one.
/// </summary>
/// <param name="Number">Taken from the incident's promise numbers, so that a button identifies exactly one pending update.</param>
/// <param name="AskedAt">When its author confirmed it.</param>
public sealed record WaitingUpdate(long Number, PersonId Author, Instant AskedAt, IncidentCommand.PublishUpdate What)
{
    /// <summary>The approver; null without an approval, also when none is needed.</summary>
    public PersonId? ApprovedBy { get; init; }

    /// <summary>When customers will see it; null while it waits for approval.</summary>
    public Instant? LeavesAt { get; init; }

    /// <summary>The public clock as it was before its reminders began to wait for this update; null when they do not wait.</summary>
    public HeldClock? Held { get; init; }

    /// <summary>The author, the approver, the lead and the messenger may withdraw the update.</summary>
    public bool MayBeUndoneBy(PersonId person, Incident incident) =>
        person == Author || person == ApprovedBy || person == incident.Lead || person == incident.Messenger;
}

/// <summary>A clock whose reminders wait for a pending update.</summary>
/// <param name="Before">The clock before the wait.</param>
/// <param name="Promise">The number of the promise that replaces it during the wait.</param>
public sealed record HeldClock(UpdateClock Before, long Promise);

/// <summary>Why a pending update was never published.</summary>
public enum WithdrawnBecause
{
    /// <summary>A person withdrew it.</summary>
    Undone,

    /// <summary>A newer update replaced it.</summary>
    Superseded,

    /// <summary>The incident changed, and the text would no longer be true.</summary>
    Overtaken,
}
