using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>How many requests there were in the window of the limits.</summary>
internal sealed record RequestCounts
{
    public int OfAddress { get; init; }

    public int OfClient { get; init; }

    /// <summary>All requests whose client is not known.</summary>
    public int OfUnknown { get; init; }

    public int OfAll { get; init; }
}

/// <summary>Requests for subscriptions that await their confirmation.</summary>
internal sealed class RequestStore
{
    /// <summary>Locks the count: without the lock two replicas could both find that one more request is allowed.</summary>
    public Task LockSignupAsync(DbSession session) => session.Dialect == SqlDialect.Sqlite
        ? Task.CompletedTask
        : session.QueryAsync<string>("select pg_advisory_xact_lock(hashtextextended('subscription signup', 0))::text");

    /// <param name="until">A later request was made by a clock that was set back since; it no longer counts.</param>
    // Searches subscription_request_created_at, which is small: older requests are deleted after two days.
    public Task<RequestCounts> CountAsync(DbSession session, string person, string? client, Instant since, Instant until) =>
        session.SingleAsync<RequestCounts>(
            """
            select coalesce(sum(case when person = @person then 1 else 0 end), 0) as OfAddress,
                coalesce(sum(case when client = @client then 1 else 0 end), 0) as OfClient,
                coalesce(sum(case when client is null then 1 else 0 end), 0) as OfUnknown,
                count(*) as OfAll
            from subscription_request
            where created_at > @since
              and created_at <= @until
            """,
            new { person, client, since, until });

    public Task InsertAsync(DbSession session, SubscriptionRequest request) =>
        session.ExecuteAsync(
            """
            insert into subscription_request (token, kind, address, contact, person, scope, client, created_at, expires_at)
            values (@Token, @kind, @Address, @Contact, @Person, @scope, @Client, @CreatedAt, @ExpiresAt)
            """,
            new
            {
                request.Token,
                kind = request.Kind.Word(),
                request.Address,
                request.Contact,
                request.Person,
                scope = request.Scope.Write(),
                request.Client,
                request.CreatedAt,
                request.ExpiresAt,
            });

    // Searches the primary key.
    public async Task<SubscriptionRequest?> FindAsync(DbSession session, string token) =>
        (await session.FindAsync<Row>(
            """
            select token, kind, address, contact, person, scope, client, created_at, expires_at, answered_at
            from subscription_request
            where token = @token
            """,
            new { token }))?.ToRequest();

    /// <returns>Whether this was the first answer.</returns>
    public async Task<bool> AnswerAsync(DbSession session, string token, Instant now) =>
        await session.ExecuteAsync(
            """
            update subscription_request
            set answered_at = @now
            where token = @token
              and answered_at is null
              and expires_at > @now
            """,
            new { token, now }) == 1;

    // Searches subscription_request_created_at.
    public Task ForgetAsync(DbSession session, Instant before) =>
        session.ExecuteAsync("delete from subscription_request where created_at < @before", new { before });

    private sealed record Row
    {
        public string Token { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Address { get; init; } = "";

        public string Contact { get; init; } = "";

        public string Person { get; init; } = "";

        public string Scope { get; init; } = "";

        public string? Client { get; init; }

        public Instant CreatedAt { get; init; }

        public Instant ExpiresAt { get; init; }

        public Instant? AnsweredAt { get; init; }

        public SubscriptionRequest ToRequest() => new()
        {
            Token = Token,
            Kind = SubscriberWords.Kind(Kind),
            Address = Address,
            Contact = Contact,
            Person = Person,
            Scope = SubscriptionScope.Read(Scope),
            Client = Client,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            AnsweredAt = AnsweredAt,
        };
    }
}
