using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>The state of the outbox: the rows for the team, and the number of bulk rows.</summary>
/// <param name="OldestPendingAt">When the oldest waiting row was created; null when none waits.</param>
/// <param name="Dead">Rows of either class that were given up.</param>
internal sealed record OutboxHealth(int Pending, Instant? OldestPendingAt, int Dead)
{
    /// <summary>Waiting rows for subscribers and external pages. They depend on their receivers and say nothing about this program's health.</summary>
    public int Bulk { get; init; }
}

/// <summary>A call that was given up, and the reason.</summary>
internal sealed record DeadRow
{
    public long Id { get; init; }

    public long? IncidentId { get; init; }

    public required string Lane { get; init; }

    public Instant DoneAt { get; init; }

    public string? LastError { get; init; }
}

/// <summary>The operator's view of the outbox.</summary>
internal sealed class OutboxQueries(IDatabase database, OutboxSignal signal, Clock clock)
{
    // A longer delete would make other writers wait.
    private const int PrunedAtOnce = 1_000;

    // Reads an index that holds waiting rows only.
    internal const string PendingSql =
        """
        select count(*)
        from outbox
        where state in ('pending', 'in_flight')
        and bulk = false
        """;

    // Reads outbox_due.
    internal const string BulkSql =
        """
        select count(*)
        from outbox
        where state in ('pending', 'in_flight')
        and bulk = true
        """;

    // Reads outbox_due.
    internal const string OldestPendingSql =
        """
        select min(created_at)
        from outbox
        where state in ('pending', 'in_flight')
        and bulk = false
        """;

    // Reads outbox_dead.
    internal const string DeadSql =
        """
        select count(*)
        from outbox
        where state = 'dead'
        """;

    // Searches outbox_done.
    internal const string PruneSql =
        """
        delete from outbox
        where id in (
            select id
            from outbox
            where state in ('sent', 'skipped')
            and done_at < @before
            order by done_at
            limit @PrunedAtOnce
        )
        """;

    public Task<OutboxHealth> HealthAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => new OutboxHealth(
                await session.SingleAsync<int>(PendingSql),
                await session.SingleAsync<Instant?>(OldestPendingSql),
                await session.SingleAsync<int>(DeadSql))
            {
                Bulk = await session.SingleAsync<int>(BulkSql),
            },
            cancellationToken);

    /// <summary>The calls that were given up, the oldest first.</summary>
    public Task<IReadOnlyList<DeadRow>> DeadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<DeadRow>(
                """
                select id, incident_id, lane, done_at, last_error
                from outbox
                where state = 'dead'
                order by id
                """),
            cancellationToken);

    /// <summary>Retries dead rows as if for the first time. They come before the later rows of their lane.</summary>
    /// <param name="ids">The rows to retry; null means all.</param>
    /// <returns>The number of rows.</returns>
    public Task<int> RetryDeadAsync(IReadOnlyCollection<long>? ids, CancellationToken cancellationToken)
    {
        return database.WriteAsync(
            session =>
            {
                session.AfterCommit(signal.Set);
                return session.ExecuteAsync(
                    $"""
                    update outbox
                    set state = 'pending',
                        attempts = 0,
                        next_attempt_at = @now,
                        scheduled_at = @now,
                        done_at = null
                    where state = 'dead'
                    {(ids is null ? "" : $"and {session.Dialect.IsAmong("id", "@ids")}")}
                    """,
                    new { now = clock.Now, ids = ids?.ToArray() });
            },
            cancellationToken);
    }

    /// <summary>Deletes rows that were sent or skipped before then; dead rows stay until an operator decides.</summary>
    /// <returns>The number of rows.</returns>
    public async Task<int> PruneAsync(Instant before, CancellationToken cancellationToken)
    {
        var pruned = 0;
        int last;
        do
        {
            last = await database.WriteAsync(
                session => session.ExecuteAsync(PruneSql, new { before, PrunedAtOnce }), cancellationToken);
            pruned += last;
        }
        while (last == PrunedAtOnce);

        return pruned;
    }
}
