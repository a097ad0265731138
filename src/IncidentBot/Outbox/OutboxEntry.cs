using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>A call to an outside service, to be made after the transaction that decided on it is committed.</summary>
/// <param name="Lane">Calls of one lane are made one after another, in the order of their addition; lanes do not wait for each other.</param>
/// <param name="NotBefore">The earliest instant for the call; null means at once. Its lane waits meanwhile.</param>
internal sealed record OutboxEntry(
    string Lane,
    string Kind,
    string Payload,
    long? IncidentId,
    long? IncidentVersion,
    Instant? NotBefore = null)
{
    /// <summary>
    /// A call to a subscriber or an external page. It has slots of its own in the pump, so that the team's calls never wait behind it. The length of its wait
    /// says nothing about this program's health.
    /// </summary>
    public bool IsBulk { get; init; }
}
