using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>One accepted command: the incident before (null for a declaration) and after, the events, the author and the time.</summary>
internal sealed record IncidentChange(Incident? Before, Incident After, IReadOnlyList<IncidentEvent> Events, PersonId Actor, Instant Now)
{
    /// <summary>An incident that the same person declared with the same words a moment before: it may be the same one.</summary>
    public Incident? LikelyDuplicate { get; init; }

    public T? Find<T>()
        where T : IncidentEvent => Events.OfType<T>().FirstOrDefault();
}

/// <summary>
/// A feature's reaction to a change. It writes its own rows in the transaction of the change and has no effect outside the database; the outbox makes calls
/// after the commit.
/// </summary>
internal interface IIncidentReaction
{
    Task ReactAsync(IncidentChange change, DbSession session);
}
