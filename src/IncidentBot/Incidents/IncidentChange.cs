using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>One accepted command: the incident before (null when declared) and after, what happened, who asked and when.</summary>
internal sealed record IncidentChange(Incident? Before, Incident After, IReadOnlyList<IncidentEvent> Events, PersonId Actor, Instant Now)
{
    /// <summary>What the same person declared with the same words a moment before: perhaps the same once more.</summary>
    public Incident? LikelyDuplicate { get; init; }

    public T? Find<T>()
        where T : IncidentEvent => Events.OfType<T>().FirstOrDefault();
}

/// <summary>
/// What follows from a change in another folder. Writes its own rows in the change's transaction and touches nothing outside the
/// database: the world hears of it from the outbox, after the commit.
/// </summary>
internal interface IIncidentReaction
{
    Task ReactAsync(IncidentChange change, DbSession session);
}
