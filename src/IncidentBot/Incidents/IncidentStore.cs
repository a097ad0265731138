using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Incidents as rows. Every save names the version it expects to replace.</summary>
internal sealed class IncidentStore
{
    private const string Columns =
        """
            id, version, title, severity, phase, declared_by, declared_at, reported_by, lead, lead_since, lead_acknowledged_at, messenger,
            customer_impact, impact_since, impact_number, is_private, is_security, page_silenced_because, summary, internal_promise,
            internal_made_at, internal_promised_for, internal_nudge_from, public_promise, public_made_at, public_promised_for,
            public_nudge_from, last_promise, last_internal_update_at, last_public_update_at, public_state, public_title, public_updates,
            waiting_update, waiting_leaves_at, components, run, run_since, resolved_at, customer_guidance, ended_at, merged_into
        """;

    internal const string LikelyDuplicateSql =
        $"""
        select {Columns}
        from incident
        where declared_by = @DeclaredBy
          and title = @Title
          and declared_at >= @since
          and id <> @Id
          and ended_at is null
        order by id desc
        limit 1
        """;

    /// <summary>
    /// The next free number. On SQLite the single writer inserts it before another unit can read it. On PostgreSQL it comes from a sequence, so that
    /// declarations do not wait for each other; a declaration that is rolled back leaves a gap.
    /// </summary>
    public async Task<IncidentId> NextIdAsync(DbSession session) =>
        new(await session.SingleAsync<long>(session.Dialect == SqlDialect.Postgres
            ? "select nextval('incident_number')"
            : "select coalesce(max(id), 0) + 1 from incident"));

    /// <summary>
    /// Locks these incidents until the commit, so that what is read of them stays true. SQLite needs no lock, because it has one writer. The locks are taken in
    /// the order of ids, so that two units cannot deadlock.
    /// </summary>
    public async Task LockAsync(DbSession session, params IncidentId[] ids)
    {
        if (session.Dialect == SqlDialect.Sqlite || ids.Length == 0)
            return;
        await session.QueryAsync<long>(
            """
            select id
            from incident
            where id = any(@ids)
            order by id
            for update
            """,
            new { ids = Array.ConvertAll(ids, id => id.Number) });
    }

    public async Task<Incident?> FindAsync(DbSession session, IncidentId id)
    {
        var row = await session.FindAsync<IncidentRow>(
            $"""
            select {Columns}
            from incident
            where id = @Id
            """,
            new { Id = id.Number });
        return row?.ToIncident();
    }

    /// <summary>Incidents that have not ended, the newest first. Searches the partial index incident_open.</summary>
    public async Task<IReadOnlyList<Incident>> OpenAsync(DbSession session, int limit)
    {
        var rows = await session.QueryAsync<IncidentRow>(
            $"""
            select {Columns}
            from incident
            where ended_at is null
            order by id desc
            limit @Limit
            """,
            new { Limit = limit });
        return [.. rows.Select(row => row.ToIncident())];
    }

    /// <summary>
    /// Public updates that wait for their release, the next one first. Searches the partial index incident_leaving, which holds few rows at any time.
    /// </summary>
    public async Task<IReadOnlyCollection<LeavingUpdate>> LeavingAsync(DbSession session)
    {
        var rows = await session.QueryAsync<LeavingRow>(
            """
            select id, waiting_leaves_at as LeavesAt
            from incident
            where waiting_leaves_at is not null
            order by waiting_leaves_at
            """);
        return [.. rows.Select(row => new LeavingUpdate(new IncidentId(row.Id), row.LeavesAt))];
    }

    /// <summary>
    /// The newest other open incident that the same person declared with the same words since then. Searches the partial index incident_twin.
    /// </summary>
    public async Task<Incident?> FindLikelyDuplicateAsync(DbSession session, Incident declared, Instant since)
    {
        var rows = await session.QueryAsync<IncidentRow>(
            LikelyDuplicateSql,
            new { DeclaredBy = declared.DeclaredBy.Value, declared.Title, since, Id = declared.Id.Number });
        return rows.Count == 0 ? null : rows[0].ToIncident();
    }

    public Task InsertAsync(DbSession session, Incident incident) =>
        session.ExecuteWithRowsAsync($"insert into incident ({Columns})", [IncidentRow.From(incident).Values()]);

    /// <exception cref="VersionConflictException">The incident is no longer at <paramref name="expectedVersion"/>.</exception>
    public async Task UpdateAsync(DbSession session, Incident incident, long expectedVersion)
    {
        var row = IncidentRow.From(incident);
        row.ExpectedVersion = expectedVersion;
        var saved = await session.ExecuteAsync(
            """
            update incident
            set version = @Version, title = @Title, severity = @Severity, phase = @Phase, declared_by = @DeclaredBy, declared_at = @DeclaredAt,
                reported_by = @ReportedBy, lead = @Lead, lead_since = @LeadSince, lead_acknowledged_at = @LeadAcknowledgedAt,
                messenger = @Messenger, customer_impact = @CustomerImpact, impact_since = @ImpactSince, impact_number = @ImpactNumber,
                is_private = @IsPrivate, is_security = @IsSecurity, page_silenced_because = @PageSilencedBecause, summary = @Summary,
                internal_promise = @InternalPromise, internal_made_at = @InternalMadeAt, internal_promised_for = @InternalPromisedFor,
                internal_nudge_from = @InternalNudgeFrom, public_promise = @PublicPromise, public_made_at = @PublicMadeAt,
                public_promised_for = @PublicPromisedFor, public_nudge_from = @PublicNudgeFrom, last_promise = @LastPromise,
                last_internal_update_at = @LastInternalUpdateAt, last_public_update_at = @LastPublicUpdateAt, public_state = @PublicState,
                public_title = @PublicTitle, public_updates = @PublicUpdates, waiting_update = @WaitingUpdate,
                waiting_leaves_at = @WaitingLeavesAt, components = @Components, run = @Run, run_since = @RunSince,
                resolved_at = @ResolvedAt, customer_guidance = @CustomerGuidance, ended_at = @EndedAt, merged_into = @MergedInto
            where id = @Id
              and version = @ExpectedVersion
            """,
            row);
        if (saved == 0)
            throw new VersionConflictException(incident.Id, expectedVersion);
    }

    private sealed record LeavingRow
    {
        public long Id { get; init; }

        public Instant LeavesAt { get; init; }
    }
}
