using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>A stored entry.</summary>
internal sealed record OutboxRow
{
    public required long Id { get; init; }
    public required string Lane { get; init; }
    public long? IncidentId { get; init; }
    public long? IncidentVersion { get; init; }
    public required string Kind { get; init; }
    public required string Payload { get; init; }

    /// <summary>One of <see cref="OutboxState"/>.</summary>
    public required string State { get; init; }

    /// <inheritdoc cref="OutboxEntry.IsBulk"/>
    public bool Bulk { get; init; }

    /// <summary>Attempts that count, with the present one.</summary>
    public int Attempts { get; init; }

    /// <summary>An earlier attempt may have had its effect, so the effect is looked up before the call is repeated.</summary>
    public bool Uncertain { get; init; }

    /// <summary>When the row may next be claimed: after a back-off, or when the claim has expired.</summary>
    public required Instant NextAttemptAt { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>
    /// The end of the claim as it was made, and the proof of holding it: no two claims of a row end at the same instant. A renewal moves <see
    /// cref="NextAttemptAt"/> only.
    /// </summary>
    public Instant? ClaimedUntil { get; init; }

    public Instant? DoneAt { get; init; }
    public string? LastError { get; init; }
}

internal static class OutboxState
{
    public const string Pending = "pending";
    public const string InFlight = "in_flight";
    public const string Sent = "sent";
    public const string Skipped = "skipped";
    public const string Dead = "dead";
}
