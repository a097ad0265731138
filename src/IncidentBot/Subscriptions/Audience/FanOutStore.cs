using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>The distribution of a public update to its recipients of one kind.</summary>
internal readonly record struct FanOutKey(long Incident, long Update, SubscriberKind Kind)
{
    /// <summary>The incident's version of the notice that follows the update; 0 for the update itself.</summary>
    public long Version { get; init; }
}

/// <summary>How far public updates have been distributed.</summary>
internal sealed class FanOutStore
{
    public Task BeginAsync(DbSession session, IReadOnlyList<FanOutKey> keys, Instant now) =>
        session.ExecuteWithRowsAsync(
            "insert into fan_out (incident_id, number, kind, version, after_id, recipients, began_at)",
            [.. keys.Select(key => new object?[] { key.Incident, key.Update, key.Kind.Word(), key.Version, 0L, 0L, now })]);

    /// <summary>
    /// The next recipients in the order of their ids: subscribers of everything, of one of these components, or of this incident.
    /// Scans the index subscriber_active from <paramref name="after"/> on.
    /// </summary>
    /// <param name="until">The last subscriber who can be a recipient; null when there is no limit.</param>
    public Task<IReadOnlyList<long>> NextAsync(DbSession session, FanOutKey key, IReadOnlyCollection<string> components, long after, long? until, int limit) =>
        session.QueryAsync<long>(
            $"""
            select s.id
            from subscriber s
            where s.kind = @kind
              and s.state = 'active'
              and s.id > @after
              and s.id <= @last
              and (s.everything
                or exists (
                    select 1
                    from subscriber_component c
                    where c.subscriber_id = s.id
                      and {session.Dialect.IsAmong("c.component_id", "@components")})
                or exists (
                    select 1
                    from subscriber_incident i
                    where i.subscriber_id = s.id
                      and i.incident_id = @Incident))
            order by s.id
            limit @limit
            """,
            new { kind = key.Kind.Word(), after, last = until ?? long.MaxValue, components = components.ToArray(), key.Incident, limit });

    /// <summary>Which of these subscribers chose everything, and which one of these components. Searches the primary keys.</summary>
    public async Task<ILookup<long, string>> ComponentsAsync(DbSession session, IReadOnlyCollection<long> subscribers, IReadOnlyCollection<string> components)
    {
        var ids = subscribers.ToArray();
        var everything = await session.QueryAsync<long>($"select id from subscriber where {session.Dialect.IsAmong("id", "@ids")} and everything", new { ids });
        var some = await session.QueryAsync<Choice>(
            $"""
            select subscriber_id, component_id
            from subscriber_component
            where {session.Dialect.IsAmong("subscriber_id", "@ids")}
              and {session.Dialect.IsAmong("component_id", "@components")}
            """,
            new { ids, components = components.ToArray() });
        return some.Select(one => (one.SubscriberId, one.ComponentId))
            .Union(everything.SelectMany(id => components.Select(component => (id, component))))
            .ToLookup(one => one.Item1, one => one.Item2);
    }

    /// <summary>
    /// The mark of an update's distribution: every recipient up to this subscriber has a row. Null when none has. The mark does not move until the commit, so
    /// every recipient after it will read what the caller is about to write.
    /// </summary>
    public Task<long?> MarkAsync(DbSession session, FanOutKey key) =>
        session.FindAsync<long?>(
            $"""
            select after_id
            from fan_out
            where incident_id = @Incident
              and number = @Update
              and kind = @kind
              and version = @Version
              and after_id > 0
            {(session.Dialect == SqlDialect.Postgres ? "for update" : "")}
            """,
            new { key.Incident, key.Update, kind = key.Kind.Word(), key.Version });

    /// <summary>Moves the mark from where the caller found it. Of two callers that try, one succeeds.</summary>
    /// <param name="last">The id up to which every recipient has a row; unchanged when there was no recipient.</param>
    /// <param name="recipients">How many rows were added.</param>
    /// <param name="isDone">Whether there are no more recipients.</param>
    public async Task<bool> AdvanceAsync(DbSession session, FanOutKey key, long after, long last, int recipients, bool isDone, Instant now) =>
        await session.ExecuteAsync(
            """
            update fan_out
            set after_id = @last,
                recipients = recipients + @recipients,
                done_at = @doneAt
            where incident_id = @Incident
              and number = @Update
              and kind = @kind
              and version = @Version
              and after_id = @after
              and done_at is null
            """,
            new { key.Incident, key.Update, key.Version, kind = key.Kind.Word(), after, last, recipients, doneAt = isDone ? now : (Instant?)null }) == 1;

    private sealed record Choice
    {
        public long SubscriberId { get; init; }

        public string ComponentId { get; init; } = "";
    }
}
