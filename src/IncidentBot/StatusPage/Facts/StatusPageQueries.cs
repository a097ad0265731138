using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.StatusPage.Facts;

/// <summary>The queries of public data. Each query itself excludes private and security incidents.</summary>
internal sealed class StatusPageQueries
{
    private const string PublicIncidents =
        """
        select i.id, i.phase, i.public_state, i.public_title, i.public_promised_for as next_update_by,
            coalesce(i.ended_at, i.resolved_at) as ended_at, i.components, c.id as continued_in, c.public_title as continued_as
        from incident i
        left join incident c on c.id = i.merged_into and c.public_state is not null and not c.is_private and not c.is_security
        where i.public_state is not null
          and not i.is_private
          and not i.is_security
        """;

    private const string IsOpen = "i.public_state <> 'resolved' and i.phase not in ('false_positive', 'merged')";

    /// <summary>The incidents that are open on the page, newest first.</summary>
    public Task<IReadOnlyList<PublicIncidentRow>> OpenAsync(DbSession session) =>
        session.QueryAsync<PublicIncidentRow>(
            $"""
            {PublicIncidents}
              and {IsOpen}
            order by i.id desc
            """);

    /// <summary>The incidents that are over and were last updated at <paramref name="since"/> or later, newest first.</summary>
    public Task<IReadOnlyList<PublicIncidentRow>> PastAsync(DbSession session, Instant since) =>
        session.QueryAsync<PublicIncidentRow>(
            $"""
            {PublicIncidents}
              and not ({IsOpen})
              and i.last_public_update_at >= @since
            order by i.id desc
            """,
            new { since });

    /// <summary>The newest incidents, open or over.</summary>
    public Task<IReadOnlyList<PublicIncidentRow>> NewestAsync(DbSession session, int limit) =>
        session.QueryAsync<PublicIncidentRow>(
            $"""
            {PublicIncidents}
            order by i.id desc
            limit @limit
            """,
            new { limit });

    // Uses the primary key.
    public Task<PublicIncidentRow?> FindAsync(DbSession session, long id) =>
        session.FindAsync<PublicIncidentRow>(
            $"""
            {PublicIncidents}
              and i.id = @id
            """,
            new { id });

    public Task<IReadOnlyList<long>> NumbersAsync(DbSession session) =>
        session.QueryAsync<long>(
            """
            select id
            from incident
            where public_state is not null
              and not is_private
              and not is_security
            """);

    /// <summary>All updates of these incidents, grouped by incident, newest first. Uses the primary key.</summary>
    public Task<IReadOnlyList<PublicUpdateRow>> UpdatesAsync(DbSession session, IReadOnlyCollection<long> incidents) =>
        session.QueryAsync<PublicUpdateRow>(
            $"""
            select u.incident_id, u.number, u.state, u.body, u.components, u.published_at, u.corrected_at, u.added_at
            from public_update u
            join incident i on i.id = u.incident_id
            where {session.Dialect.IsAmong("u.incident_id", "@incidents")}
              and not i.is_private
              and not i.is_security
            order by u.incident_id, u.published_at desc, u.number desc
            """,
            new { incidents = incidents.ToArray() });

    /// <summary>The start of this installation.</summary>
    public Task<Instant> SinceAsync(DbSession session) =>
        session.SingleAsync<Instant>(
            """
            select min(applied_at)
            from schema_migration
            """);

    /// <summary>The time of the last public update or correction; null without any. Reads public_update_said from its end.</summary>
    public Task<Instant?> LastPublishedAsync(DbSession session) =>
        session.FindAsync<Instant?>(
            """
            select coalesce(u.corrected_at, u.added_at, u.published_at)
            from public_update u
            join incident i on i.id = u.incident_id
            where not i.is_private
              and not i.is_security
            order by coalesce(u.corrected_at, u.added_at, u.published_at) desc
            limit 1
            """);

    /// <summary>The time of the first public update; null without any. Reads public_update_published from its start.</summary>
    public Task<Instant?> FirstPublishedAsync(DbSession session) =>
        session.FindAsync<Instant?>(
            """
            select u.published_at
            from public_update u
            join incident i on i.id = u.incident_id
            where not i.is_private
              and not i.is_security
            order by u.published_at
            limit 1
            """);

    /// <summary>The incidents whose first update is in this period, newest first. Uses public_update_first.</summary>
    public Task<IReadOnlyList<PublicIncidentRow>> BegunAsync(DbSession session, Instant from, Instant until, int limit) =>
        session.QueryAsync<PublicIncidentRow>(
            $"""
            {PublicIncidents}
              and i.id in (
                select u.incident_id
                from public_update u
                where u.number = 1
                  and u.published_at >= @from
                  and u.published_at < @until)
            order by i.id desc
            limit @limit
            """,
            new { from, until, limit });

    /// <summary>
    /// The component changes of all incidents that may have affected a component since; grouped by incident, oldest first.
    /// A false alarm affected nothing.
    /// </summary>
    public Task<IReadOnlyList<StatusIntervalRow>> StatusIntervalsAsync(DbSession session, Instant since) =>
        session.QueryAsync<StatusIntervalRow>(
            $"""
            select u.incident_id, u.state, u.components, u.published_at, case when {IsOpen} then null else i.ended_at end as ended_at
            from public_update u
            join incident i on i.id = u.incident_id
            where not i.is_private
              and not i.is_security
              and i.public_state is not null
              and i.phase <> 'false_positive'
              and (i.last_public_update_at >= @since or i.ended_at >= @since or {IsOpen})
            order by u.incident_id, u.published_at, u.number
            """,
            new { since });
}
