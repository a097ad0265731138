using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>A public update on its way to its recipients of one kind.</summary>
internal readonly record struct FanOutKey(long Incident, long Update, SubscriberKind Kind)
{
    /// <summary>The incident's version by which something became of the update later; 0 for the update itself.</summary>
    public long Version { get; init; }
}

/// <summary>How far public updates have been carried.</summary>
internal sealed class FanOutStore
{
    public Task BeginAsync(DbSession session, IReadOnlyList<FanOutKey> keys, Instant now) =>
        session.PostRowsAsync(
            "insert into fan_out (incident_id, number, kind, version, after_id, recipients, began_at)",
            [.. keys.Select(key => new object?[] { key.Incident, key.Update, key.Kind.Word(), key.Version, 0L, 0L, now })]);

    /// <summary>
    /// The next who are to hear of it, in the order of their ids: who asked for everything, for one of these components, or for this incident.
    /// Walks along subscriber_active from <paramref name="after"/> on.
    /// </summary>
    /// <param name="until">The last who can be meant; null when everybody can.</param>
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

    /// <summary>Which of these asked for everything, and which for one of these components. Searches the primary keys.</summary>
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
    /// Up to whom an update has been carried, all before them included; null when it was carried to nobody. Until the commit it is carried no further: whoever comes
    /// after the mark will read what the caller is about to write.
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

    /// <summary>Moves the mark from where the caller found it. Of two who try, one does.</summary>
    /// <param name="last">The id up to which all have their row; what it was when none were left.</param>
    /// <param name="recipients">How many rows that were.</param>
    /// <param name="isDone">Nobody is left.</param>
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
