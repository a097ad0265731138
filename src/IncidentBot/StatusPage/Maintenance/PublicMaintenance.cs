using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.StatusPage.Maintenance;

/// <summary>The public view of planned work. Its updates differ from those of an incident only in their states.</summary>
internal sealed record PublicMaintenance
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required MaintenanceState State { get; init; }

    public required Instant ScheduledFor { get; init; }

    public required Instant ScheduledUntil { get; init; }

    /// <summary>The ids of its components.</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>Newest first; not empty.</summary>
    public required IReadOnlyList<MaintenanceUpdate> Updates { get; init; }

    public bool IsUpcoming => State == MaintenanceState.Scheduled;

    public bool IsActive => State is MaintenanceState.InProgress or MaintenanceState.Verifying;

    public Instant StartedAt => Updates[^1].PublishedAt;

    public Instant UpdatedAt => Updates[0].PublishedAt;

    public Instant? CompletedAt => State == MaintenanceState.Completed ? UpdatedAt : null;
}

/// <summary>A published update.</summary>
internal sealed record MaintenanceUpdate(
    long Number, MaintenanceState State, string Body, IReadOnlyDictionary<string, StatusChange> Components, Instant PublishedAt);

/// <summary>
/// The source of planned work. An implementation reads in the transaction of the page. It must report every change to
/// <see cref="PublicPageStore"/> and <see cref="Serving.SnapshotSource"/>. Then the work is on the page, in the JSON, the feeds and the copy.
/// </summary>
internal interface IMaintenanceSource
{
    /// <summary>Upcoming and active work, and work completed at <paramref name="since"/> or later; newest first.</summary>
    Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since);
}

/// <summary>The source without planned work, for an installation without the maintenance feature.</summary>
internal sealed class NoMaintenance : IMaintenanceSource
{
    public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since) => Task.FromResult<IReadOnlyList<PublicMaintenance>>([]);
}
