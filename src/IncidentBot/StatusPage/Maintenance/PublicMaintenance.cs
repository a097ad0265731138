using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.StatusPage.Maintenance;

/// <summary>Planned work as customers know it. Its updates are an incident's, but for their states.</summary>
internal sealed record PublicMaintenance
{
    public required long Number { get; init; }

    public required string Title { get; init; }

    public required MaintenanceState State { get; init; }

    public required Instant ScheduledFor { get; init; }

    public required Instant ScheduledUntil { get; init; }

    /// <summary>The ids of the components it is about.</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>Newest first; not empty.</summary>
    public required IReadOnlyList<MaintenanceUpdate> Updates { get; init; }

    public bool IsUpcoming => State == MaintenanceState.Scheduled;

    public bool IsActive => State is MaintenanceState.InProgress or MaintenanceState.Verifying;

    public Instant StartedAt => Updates[^1].PublishedAt;

    public Instant UpdatedAt => Updates[0].PublishedAt;

    public Instant? CompletedAt => State == MaintenanceState.Completed ? UpdatedAt : null;
}

/// <summary>One update as it was published.</summary>
internal sealed record MaintenanceUpdate(
    long Number, MaintenanceState State, string Body, IReadOnlyDictionary<string, StatusChange> Components, Instant PublishedAt);

/// <summary>
/// Where planned work comes from. Whoever plans it answers here, reading in the page's own transaction, and tells <see cref="PublicPageStore"/> and
/// <see cref="Serving.SnapshotSource"/> of every change. What is under way and upcoming is on the page, in the JSON, the feeds and the copy from then on.
/// </summary>
internal interface IMaintenanceSource
{
    /// <summary>All that is upcoming or active, and what was completed at <paramref name="since"/> or later, newest first.</summary>
    Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since);
}

/// <summary>Nothing is planned as long as nobody plans.</summary>
internal sealed class NoMaintenance : IMaintenanceSource
{
    public Task<IReadOnlyList<PublicMaintenance>> ReadAsync(DbSession session, Instant since) => Task.FromResult<IReadOnlyList<PublicMaintenance>>([]);
}
