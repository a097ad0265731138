using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>The subscribers, and what they chose.</summary>
internal sealed class SubscriberStore
{
    private const int MostInList = 500;

    // Searches subscriber_incident_followed.
    internal const string CarryOverSql =
        """
        insert into subscriber_incident (subscriber_id, incident_id)
        select f.subscriber_id, c.id
        from subscriber_incident f
        join incident c on c.id = @to
        where f.incident_id = @from
          and not c.is_private
          and not c.is_security
        on conflict do nothing
        """;

    private const string Columns = "id, kind, address, contact, token, secret, everything, state, failures, failing_since";

    /// <summary>Adds a subscriber, or replaces the scope of a known one. A quarantined or undeliverable one becomes active again.</summary>
    /// <param name="secret">The key that signs the calls from now on; null for e-mail.</param>
    /// <returns>The subscriber's id.</returns>
    public async Task<long> ConfirmAsync(DbSession session, SubscriptionRequest request, string token, string? secret, Instant now)
    {
        var follows = request.Scope.Incident is not null;
        var id = await session.SingleAsync<long>(
            $"""
            insert into subscriber (kind, address, contact, token, secret, everything, state, failures, confirmed_at)
            values (@kind, @Address, @Contact, @token, @secret, @everything, 'active', 0, @now)
            on conflict (kind, address, contact) do update
            set secret = @secret,
                everything = {(follows ? "subscriber.everything" : "@everything")},
                state = 'active',
                failures = 0,
                failing_since = null,
                confirmed_at = @now
            returning id
            """,
            new { kind = request.Kind.Word(), request.Address, request.Contact, token, secret, everything = request.Scope.Everything, now });
        if (request.Scope.Incident is { } incident)
        {
            await session.ExecuteAsync(
                """
                insert into subscriber_incident (subscriber_id, incident_id)
                values (@id, @incident)
                on conflict do nothing
                """,
                new { id, incident });
            await FollowOnAsync(session, id, incident);
            return id;
        }

        await session.ExecuteAsync("delete from subscriber_component where subscriber_id = @id", new { id });
        await session.ExecuteWithRowsAsync(
            "insert into subscriber_component (subscriber_id, component_id)",
            [.. request.Scope.Components.Select(component => new object?[] { id, component })]);
        return id;
    }

    // The incident may have been merged between request and confirmation.
    private static async Task FollowOnAsync(DbSession session, long id, long incident)
    {
        for (var from = incident; await MergedIntoAsync(session, from) is { } to; from = to)
        {
            await session.ExecuteAsync(
                """
                insert into subscriber_incident (subscriber_id, incident_id)
                select @id, c.id
                from incident c
                where c.id = @to
                  and not c.is_private
                  and not c.is_security
                on conflict do nothing
                """,
                new { id, to });
        }
    }

    // Waits for a merge in progress, and makes one that begins wait: the later transaction sees what the earlier one wrote. The query must return incidents
    // that are not merged too, because PostgreSQL locks only rows that a query returns. An incident is merged into an open one, so there is no cycle.
    private static async Task<long?> MergedIntoAsync(DbSession session, long incident) =>
        await session.FindAsync<long>(
            $"""
            select coalesce(merged_into, 0)
            from incident
            where id = @incident
            {(session.Dialect == SqlDialect.Postgres ? "for share" : "")}
            """,
            new { incident }) is > 0 and var other ? other : null;

    /// <summary>Makes the followers of one incident follow the other too, unless the other is confidential.</summary>
    public Task<int> CarryOverAsync(DbSession session, long from, long to) => session.ExecuteAsync(CarryOverSql, new { from, to });

    // Searches the primary key.
    public async Task<Subscriber?> FindAsync(DbSession session, long id) =>
        (await session.FindAsync<Row>($"select {Columns} from subscriber where id = @id", new { id }))?.ToSubscriber();

    // Searches the unique index of tokens.
    public async Task<Subscriber?> FindByTokenAsync(DbSession session, string token) =>
        (await session.FindAsync<Row>($"select {Columns} from subscriber where token = @token", new { token }))?.ToSubscriber();

    /// <summary>The components that a subscriber chose.</summary>
    public Task<IReadOnlyList<string>> ComponentsAsync(DbSession session, long id) =>
        session.QueryAsync<string>(
            """
            select component_id
            from subscriber_component
            where subscriber_id = @id
            """,
            new { id });

    /// <summary>Deletes a subscriber with everything known about them.</summary>
    /// <returns>Whether there was such a subscriber.</returns>
    public async Task<bool> RemoveAsync(DbSession session, string token)
    {
        if (await FindByTokenAsync(session, token) is not { Id: var id })
            return false;
        await session.ExecuteAsync("delete from subscriber_component where subscriber_id = @id", new { id });
        await session.ExecuteAsync("delete from subscriber_incident where subscriber_id = @id", new { id });
        return await session.ExecuteAsync("delete from subscriber where id = @id", new { id }) == 1;
    }

    /// <summary>Records a success: earlier failures no longer count.</summary>
    public Task ReachedAsync(DbSession session, long id) =>
        session.ExecuteAsync(
            """
            update subscriber
            set failures = 0,
                failing_since = null
            where id = @id
              and failures > 0
            """,
            new { id });

    /// <summary>Counts one more failure in a row.</summary>
    /// <returns>The subscriber with this failure; null when they have unsubscribed.</returns>
    public async Task<Subscriber?> FailedAsync(DbSession session, long id, Instant now) =>
        (await session.FindAsync<Row>(
            $"""
            update subscriber
            set failures = failures + 1,
                failing_since = coalesce(failing_since, @now)
            where id = @id
            returning {Columns}
            """,
            new { id, now }))?.ToSubscriber();

    /// <returns>Whether the subscriber was active until now.</returns>
    public async Task<bool> SuspendAsync(DbSession session, long id, SubscriberState state) =>
        await session.ExecuteAsync(
            """
            update subscriber
            set state = @state
            where id = @id
              and state = 'active'
            """,
            new { id, state = state.Word() }) == 1;

    /// <summary>Deletes the followers of incidents that ended before then, and the subscribers who are left without a scope.</summary>
    public async Task ForgetAsync(DbSession session, Instant before)
    {
        var followers = await session.QueryAsync<long>(
            """
            delete from subscriber_incident
            where incident_id in (
                select id
                from incident
                where ended_at < @before
            )
            returning subscriber_id
            """,
            new { before });
        foreach (var some in followers.Distinct().Chunk(MostInList))
        {
            await session.ExecuteAsync(
                $"""
                delete from subscriber
                where {session.Dialect.IsAmong("id", "@some")}
                  and everything = false
                  and not exists (select 1 from subscriber_component c where c.subscriber_id = subscriber.id)
                  and not exists (select 1 from subscriber_incident i where i.subscriber_id = subscriber.id)
                """,
                new { some });
        }
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string Address { get; init; } = "";

        public string Contact { get; init; } = "";

        public string Token { get; init; } = "";

        public string? Secret { get; init; }

        public bool Everything { get; init; }

        public string State { get; init; } = "";

        public int Failures { get; init; }

        public Instant? FailingSince { get; init; }

        public Subscriber ToSubscriber() => new()
        {
            Id = Id,
            Kind = SubscriberWords.Kind(Kind),
            Address = Address,
            Contact = Contact,
            Token = Token,
            Secret = Secret,
            Everything = Everything,
            State = SubscriberWords.State(State),
            Failures = Failures,
            FailingSince = FailingSince,
        };
    }
}
