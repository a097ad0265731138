using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>A call to the outside world, to be made once the transaction that decided on it has been committed.</summary>
/// <param name="Lane">Calls in one lane are made one after the other in the order they were added; lanes do not wait for each other.</param>
/// <param name="NotBefore">The earliest moment to make it; null means at once. It holds up its lane meanwhile.</param>
internal sealed record OutboxEntry(
    string Lane,
    string Kind,
    string Payload,
    long? IncidentId,
    long? IncidentVersion,
    Instant? NotBefore = null)
{
    /// <summary>
    /// One for the many outside, subscribers or pages kept elsewhere: it has places of its own in the pump, so that the team's calls never stand behind it, and how
    /// long it waits says nothing of this program's health.
    /// </summary>
    public bool IsBulk { get; init; }
}

/// <summary>How many calls of each class may still be made side by side.</summary>
internal readonly record struct OutboxPlaces(int Urgent, int Bulk)
{
    public static readonly OutboxPlaces All = new(16, 8);

    public bool AreTaken => Urgent <= 0 && Bulk <= 0;

    /// <summary>What is left beside these rows.</summary>
    public static OutboxPlaces Beside(IReadOnlyCollection<OutboxRow> flying)
    {
        var bulk = flying.Count(row => row.Bulk);
        return new OutboxPlaces(Math.Max(0, All.Urgent - (flying.Count - bulk)), Math.Max(0, All.Bulk - bulk));
    }
}
