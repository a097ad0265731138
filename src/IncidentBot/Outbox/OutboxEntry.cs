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
    /// A call to one of many outside, subscribers or external pages. It has slots of its own in the pump, so that the team's calls never wait behind it. How long it
    /// waits says nothing about this program's health.
    /// </summary>
    public bool IsBulk { get; init; }
}
