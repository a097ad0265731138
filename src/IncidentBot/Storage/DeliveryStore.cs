using NodaTime;

namespace IncidentBot.Storage;

/// <summary>A request that was processed, and its answer.</summary>
internal sealed record Delivery
{
    public required string Key { get; init; }
    public required Instant ReceivedAt { get; init; }
    public string? Answer { get; init; }
}

/// <summary>The ledger of processed requests: a request that is delivered twice has one effect and one answer.</summary>
internal sealed class DeliveryStore
{
    public Task<Delivery?> FindAsync(DbSession session, string key) =>
        // Searches the primary key.
        session.FindAsync<Delivery>(
            """
            select key, received_at, answer
            from delivery
            where key = @key
            """,
            new { key });

    /// <returns>Whether it was new; if not, the earlier record stays as it is.</returns>
    public async Task<bool> RecordAsync(DbSession session, string key, Instant now, string? answer) =>
        await session.ExecuteAsync(
            """
            insert into delivery (key, received_at, answer)
            values (@key, @now, @answer)
            on conflict (key) do nothing
            """,
            new { key, now, answer }) == 1;

    /// <summary>Records the key unless it was recorded within the interval. An instant further ahead than that was recorded before the clock was set back.</summary>
    /// <returns>Whether it was recorded now.</returns>
    public async Task<bool> RecordEveryAsync(DbSession session, string key, Duration interval, Instant now) =>
        await session.ExecuteAsync(
            """
            insert into delivery (key, received_at, answer)
            values (@key, @now, null)
            on conflict (key) do update
            set received_at = @now
            where delivery.received_at <= @before
               or delivery.received_at > @after
            """,
            new { key, now, before = now - interval, after = now + interval }) == 1;

    /// <summary>
    /// Records a delivery that was looked up and not found. If another replica was faster, the unit is rolled back, and finds the record in its next run.
    /// </summary>
    public Task InsertAsync(DbSession session, string key, Instant now, string? answer) =>
        session.ExecuteWithRowsAsync("insert into delivery (key, received_at, answer)", [[key, now, answer]]);

    /// <returns>The number of deleted records.</returns>
    public Task<int> PruneAsync(DbSession session, Instant before) =>
        // Searches delivery_received_at.
        session.ExecuteAsync(
            """
            delete from delivery
            where received_at < @before
            """,
            new { before });
}
