using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>What may be known in public of an incident that is on the page: none of its internal words are even read.</summary>
internal sealed class PublicIncidentRow
{
    public long Id { get; init; }

    public required string Phase { get; init; }

    public required string PublicState { get; init; }

    public required string PublicTitle { get; init; }

    public Instant? NextUpdateBy { get; init; }

    public Instant? EndedAt { get; init; }

    public required string Components { get; init; }

    /// <summary>The incident this one went on in, when that is public too.</summary>
    public long? ContinuedIn { get; init; }

    public string? ContinuedAs { get; init; }
}

/// <summary>One update as it was published.</summary>
internal sealed class PublicUpdateRow
{
    public long IncidentId { get; init; }

    public long Number { get; init; }

    public required string State { get; init; }

    public required string Body { get; init; }

    public required string Components { get; init; }

    public Instant PublishedAt { get; init; }

    /// <summary>When the words were last corrected.</summary>
    public Instant? CorrectedAt { get; init; }

    /// <summary>When it was entered afterwards.</summary>
    public Instant? AddedAt { get; init; }
}

/// <summary>What one update did to components, and when its incident ended for good.</summary>
internal sealed class StatusIntervalRow
{
    public long IncidentId { get; init; }

    public required string State { get; init; }

    public required string Components { get; init; }

    public Instant PublishedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public Instant? EndedAt { get; init; }
}
