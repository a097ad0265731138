using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>Adds calls to the outbox, and claims the head of each lane.</summary>
internal sealed class OutboxStore(IDatabase database, OutboxSignal signal)
{
    // Searches outbox_due for the rows of each class that may be claimed, and outbox_lane for an earlier row of the same lane. A row found in flight here
    // belongs to an expired claim: its holder may have made the call.
    internal const string ClaimSql =
        """
        update outbox
        set state = 'in_flight',
            attempts = attempts + 1,
            uncertain = uncertain or state = 'in_flight',
            claimed_until = @until,
            next_attempt_at = @until,
            scheduled_at = @now
        where id in (
            select o.id
            from outbox o
            where o.state in ('pending', 'in_flight')
            and o.bulk = false
            and o.next_attempt_at <= @now
            and o.id not in @own
            and not exists (
                select 1
                from outbox e
                where e.lane = o.lane
                and e.id < o.id
                and e.state in ('pending', 'in_flight')
            )
            order by o.next_attempt_at, o.id
            limit @max
        )
        or id in (
            select o.id
            from outbox o
            where o.state in ('pending', 'in_flight')
            and o.bulk = true
            and o.next_attempt_at <= @now
            and o.id not in @own
            and not exists (
                select 1
                from outbox e
                where e.lane = o.lane
                and e.id < o.id
                and e.state in ('pending', 'in_flight')
            )
            order by o.next_attempt_at, o.id
            limit @maxBulk
        )
        returning id, lane, incident_id, incident_version, kind, payload, state, bulk, attempts, uncertain,
            next_attempt_at, created_at, claimed_until, done_at, last_error
        """;

    // The same for replicas: skips rows that another replica is claiming. The next row of that lane is not claimed either, because the head is still open in
    // the snapshot of this claim.
    internal const string SharedClaimSql =
        """
        with urgent as materialized (
            select o.id
            from outbox o
            where o.state in ('pending', 'in_flight')
            and o.bulk = false
            and o.next_attempt_at <= @now
            and o.id <> all(@own)
            and not exists (
                select 1
                from outbox e
                where e.lane = o.lane
                and e.id < o.id
                and e.state in ('pending', 'in_flight')
            )
            order by o.next_attempt_at, o.id
            limit @max
            for update skip locked
        ),
        bulk as materialized (
            select o.id
            from outbox o
            where o.state in ('pending', 'in_flight')
            and o.bulk = true
            and o.next_attempt_at <= @now
            and o.id <> all(@own)
            and not exists (
                select 1
                from outbox e
                where e.lane = o.lane
                and e.id < o.id
                and e.state in ('pending', 'in_flight')
            )
            order by o.next_attempt_at, o.id
            limit @maxBulk
            for update skip locked
        ),
        due as (
            select id from urgent
            union all
            select id from bulk
        )
        update outbox o
        set state = 'in_flight',
            attempts = o.attempts + 1,
            uncertain = o.uncertain or o.state = 'in_flight',
            claimed_until = @until,
            next_attempt_at = @until,
            scheduled_at = @now
        from due
        where o.id = due.id
        returning o.id, o.lane, o.incident_id, o.incident_version, o.kind, o.payload, o.state, o.bulk, o.attempts, o.uncertain,
            o.next_attempt_at, o.created_at, o.claimed_until, o.done_at, o.last_error
        """;

    // Searches outbox_due.
    internal const string NextDueSql =
        """
        select min(due)
        from (
            select min(next_attempt_at) as due
            from outbox
            where state in ('pending', 'in_flight')
            and bulk = false
            and next_attempt_at > @now
            union all
            select min(next_attempt_at)
            from outbox
            where state in ('pending', 'in_flight')
            and bulk = true
            and next_attempt_at > @now
        ) as classes
        """;

    // Reads outbox_due. Skips rows that may have been computed since the clock was set, because those know the new time. A row of the old time among them waits
    // once more at worst.
    private const string BringForwardSql =
        """
        update outbox
        set next_attempt_at = next_attempt_at - @by,
            scheduled_at = coalesce(scheduled_at, created_at) - @by,
            created_at = min(created_at, @now)
        where state in ('pending', 'in_flight')
        and not coalesce(scheduled_at, created_at) between @since and @until
        """;

    // A call in flight at another replica stays claimed until the end of a claim made now: if that replica dies, the row waits no longer.
    private const string SharedBringForwardSql =
        """
        update outbox
        set next_attempt_at = case state when 'pending' then next_attempt_at - @by else least(next_attempt_at, @claimsEnd) end,
            scheduled_at = case state when 'pending' then coalesce(scheduled_at, created_at) - @by else least(coalesce(scheduled_at, created_at), @now) end,
            created_at = least(created_at, @now)
        where state in ('pending', 'in_flight')
        and not coalesce(scheduled_at, created_at) between @since and @until
        """;

    // Searches outbox_due for rows that wait; few of these rows are stored at a time.
    internal const string RestartFutureWaitsSql =
        """
        update outbox
        set next_attempt_at = @now + (next_attempt_at - coalesce(scheduled_at, created_at)),
            scheduled_at = @now,
            created_at = case when created_at > @now then @now else created_at end
        where state in ('pending', 'in_flight')
        and bulk in (false, true)
        and next_attempt_at > @future
        and coalesce(scheduled_at, created_at) > @future
        """;

    /// <summary>Adds calls to the unit of work. The commit wakes the pump.</summary>
    public async Task AddAsync(DbSession session, IReadOnlyList<OutboxEntry> entries, Instant now)
    {
        if (entries.Count == 0)
            return;
        await LockLanesAsync(session, entries);
        await session.ExecuteWithRowsAsync(
            "insert into outbox (lane, incident_id, incident_version, kind, payload, state, bulk, next_attempt_at, scheduled_at, created_at)",
            [.. entries.Select(entry => new object?[]
            {
                entry.Lane, entry.IncidentId, entry.IncidentVersion, entry.Kind, entry.Payload, "pending", entry.IsBulk, entry.NotBefore ?? now, now, now,
            })]);
        session.AfterCommit(signal.Set);
    }

    // A unit locks the lanes that it adds to until its commit, so that rows become visible in the order of their ids; else a later row could be sent first.
    // Lanes are locked in alphabetical order, so that two units cannot deadlock. SQLite needs no lock, because it has one writer.
    private static Task LockLanesAsync(DbSession session, IReadOnlyList<OutboxEntry> entries) =>
        session.Dialect == SqlDialect.Sqlite ? Task.CompletedTask : session.ExecuteWithRowsAsync(
            "select pg_advisory_xact_lock(hashtextextended(lane, 0)) from (",
            [.. entries.Select(entry => entry.Lane).Distinct().Order(StringComparer.Ordinal).Select(lane => new object?[] { lane })],
            ") as held (lane)");

    /// <summary>
    /// Claims the heads of lanes that are due, at most one for each of the <paramref name="slots"/>, for the length of <paramref name="lease"/>.
    /// </summary>
    /// <param name="own">Rows that the caller has in flight: it must not claim them a second time when the clock jumps.</param>
    /// <returns>Ordered by id.</returns>
    public async Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        Instant now, Duration lease, OutboxSlots slots, IReadOnlyCollection<long> own, CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            session => session.QueryAsync<OutboxRow>(
                session.Dialect == SqlDialect.Postgres ? SharedClaimSql : ClaimSql,
                new { now, until = now + lease, max = slots.Urgent, maxBulk = slots.Bulk, own = own.ToArray() }),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Id)];
    }

    /// <summary>
    /// Moves the end of claims. What proves a claim stays, so a row whose outcome is being recorded is not disturbed. Without replicas there is nothing to
    /// do.
    /// </summary>
    /// <param name="until">The new end.</param>
    public async Task RenewAsync(IReadOnlyCollection<OutboxRow> rows, Instant now, Instant until, CancellationToken cancellationToken)
    {
        if (rows.Count == 0 || !database.IsShared)
            return;
        await database.WriteAsync(
            async session =>
            {
                foreach (var row in rows)
                {
                    await session.ExecuteAsync(
                        """
                        update outbox
                        set next_attempt_at = @until,
                            scheduled_at = @now
                        where id = @Id
                          and state = 'in_flight'
                          and claimed_until = @ClaimedUntil
                        """,
                        new { row.Id, row.ClaimedUntil, now, until });
                }
            },
            cancellationToken);
    }

    /// <summary>Records the result of a claimed row.</summary>
    /// <returns>False when the claim has expired and another replica has claimed the row: then nothing is changed.</returns>
    public async Task<bool> MarkAsync(OutboxRow row, OutboxVerdict verdict, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                update outbox
                set state = @State,
                    attempts = @Attempts,
                    uncertain = @Uncertain,
                    next_attempt_at = @NextAttemptAt,
                    scheduled_at = @ScheduledAt,
                    claimed_until = null,
                    done_at = @DoneAt,
                    last_error = @LastError
                where id = @Id
                and state = 'in_flight'
                and claimed_until = @ClaimedUntil
                """,
                new
                {
                    verdict.State,
                    verdict.Attempts,
                    verdict.Uncertain,
                    verdict.NextAttemptAt,
                    verdict.ScheduledAt,
                    verdict.DoneAt,
                    verdict.LastError,
                    row.Id,
                    row.ClaimedUntil,
                }),
            cancellationToken) == 1;

    /// <summary>
    /// Releases the claims of an earlier process. Only a process that has the data alone can do so; among replicas a claim is released at its end.
    /// </summary>
    /// <returns>The number of rows.</returns>
    public async Task<int> ReleaseAbandonedAsync(Instant now, CancellationToken cancellationToken) =>
        database.IsShared ? 0 : await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                update outbox
                set state = 'pending',
                    uncertain = true,
                    next_attempt_at = @now,
                    scheduled_at = @now,
                    claimed_until = null
                where state = 'in_flight'
                and state in ('pending', 'in_flight')
                """,
                new { now }),
            cancellationToken);

    /// <summary>
    /// Adjusts each waiting row to a wall clock that was set back, so that its wait keeps its length. A call in flight at another replica, which has a clock of
    /// its own, stays claimed until the end of a claim made now.
    /// </summary>
    /// <param name="by">The length of the step.</param>
    /// <param name="now">The new time.</param>
    /// <param name="since">Rows computed from then on, by the new time, know the new time.</param>
    /// <param name="until">The end of that span.</param>
    /// <param name="lease">The length of a claim.</param>
    /// <param name="cancellationToken">Cancels the unit before it begins.</param>
    /// <returns>The number of rows.</returns>
    public Task<int> BringForwardAsync(Duration by, Instant now, Instant since, Instant until, Duration lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                database.IsShared ? SharedBringForwardSql : BringForwardSql,
                new { by = (long)by.TotalMilliseconds, now, since, until, claimsEnd = now + lease }),
            cancellationToken);

    /// <summary>Restarts the wait of each row that was computed after <paramref name="future"/>, an instant that the clock has not reached yet.</summary>
    /// <returns>The number of rows.</returns>
    public Task<int> RestartFutureWaitsAsync(Instant now, Instant future, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(RestartFutureWaitsSql, new { now, future }), cancellationToken);

    /// <summary>When the next row becomes due; null when there is none.</summary>
    public Task<Instant?> NextDueAsync(Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.SingleAsync<Instant?>(NextDueSql, new { now }), cancellationToken);
}
