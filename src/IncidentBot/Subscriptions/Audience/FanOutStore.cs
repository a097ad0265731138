using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>A public update on its way to its recipients of one kind.</summary>
internal readonly record struct FanOutKey(long Incident, long Update, SubscriberKind Kind);

/// <summary>How far public updates have been carried.</summary>
internal sealed class FanOutStore
{
    public Task BeginAsync(DbSession session, IReadOnlyList<FanOutKey> keys, Instant now) =>
        session.PostRowsAsync(
            "insert into fan_out (incident_id, number, kind, after_id, recipients, began_at)",
            [.. keys.Select(key => new object?[] { key.Incident, key.Update, key.Kind.Word(), 0L, 0L, now })]);

    /// <summary>
    /// The next who are to hear of it, in the order of their ids: who asked for everything, for one of these components, or for this incident.
    /// Walks along subscriber_active from <paramref name="after"/> on.
    /// </summary>
    public Task<IReadOnlyList<long>> NextAsync(DbSession session, FanOutKey key, IReadOnlyCollection<string> components, long after, int limit) =>
        session.QueryAsync<long>(
            $"""
            select s.id
            from subscriber s
            where s.kind = @kind
              and s.state = 'active'
              and s.id > @after
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
            new { kind = key.Kind.Word(), after, components = components.ToArray(), key.Incident, limit });

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
              and after_id = @after
              and done_at is null
            """,
            new { key.Incident, key.Update, kind = key.Kind.Word(), after, last, recipients, doneAt = isDone ? now : (Instant?)null }) == 1;
}
