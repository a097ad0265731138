using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>The public columns of an incident. Its internal texts are not read at all.</summary>
internal sealed class PublicIncidentRow
{
    public long Id { get; init; }

    public required string Phase { get; init; }

    public required string PublicState { get; init; }

    public required string PublicTitle { get; init; }

    public Instant? NextUpdateBy { get; init; }

    public Instant? EndedAt { get; init; }

    public required string Components { get; init; }

    /// <summary>The incident this one was merged into, if that one is public.</summary>
    public long? ContinuedIn { get; init; }

    public string? ContinuedAs { get; init; }
}

/// <summary>A published update.</summary>
internal sealed class PublicUpdateRow
{
    public long IncidentId { get; init; }

    public long Number { get; init; }

    public required string State { get; init; }

    public required string Body { get; init; }

    public required string Components { get; init; }

    public Instant PublishedAt { get; init; }

    /// <summary>When the text was last corrected.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was added afterwards.</summary>
    public Instant? AddedAt { get; init; }
}

/// <summary>The component changes of one update, and the end of its incident.</summary>
internal sealed class StatusIntervalRow
{
    public long IncidentId { get; init; }

    public required string State { get; init; }

    public required string Components { get; init; }

    public Instant PublishedAt { get; init; }

    /// <summary>Null while the incident is open.</summary>
    public Instant? EndedAt { get; init; }
}
