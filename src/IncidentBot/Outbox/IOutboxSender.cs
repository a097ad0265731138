namespace IncidentBot.Outbox;

/// <summary>Makes the calls of some kinds. Implemented by the adapter of the outside service.</summary>
internal interface IOutboxSender
{
    bool Handles(string kind);

    /// <summary>Makes the call. When <see cref="OutboxRow.Uncertain"/> is set, it first checks whether the effect is there already.</summary>
    Task<SendOutcome> SendAsync(OutboxRow row, CancellationToken cancellationToken);
}
