namespace IncidentBot.Outbox;

/// <summary>Makes the calls of some kinds. Implemented by the edge that knows the outside world.</summary>
internal interface IOutboxSender
{
    bool Handles(string kind);

    /// <summary>
    /// Makes the call. When <see cref="OutboxRow.Uncertain"/> is set it first looks whether the effect is there already.
    /// </summary>
    Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken);
}
