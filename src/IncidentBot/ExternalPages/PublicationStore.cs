using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.ExternalPages;

/// <summary>What external pages have of our incidents, and when the next request to each is allowed.</summary>
internal sealed class PublicationStore
{
    // No request waits for a slot further ahead than this; a later slot was taken before the clock was set back.
    private static readonly Duration Impossible = Duration.FromMinutes(1);

    // Searches the primary key.
    public async Task<PublishedIncident?> FindAsync(DbSession session, string publisher, long incident) =>
        await session.FindAsync<Row>(
            """
            select remote_id, number
            from publication
            where publisher = @publisher
              and incident_id = @incident
            """,
            new { publisher, incident }) is { } row
            ? new PublishedIncident(row.RemoteId, row.Number)
            : null;

    /// <summary>The id of one of our updates there; null when unknown. Searches the primary key.</summary>
    public Task<string?> FindUpdateAsync(DbSession session, string publisher, long incident, long number) =>
        session.FindAsync<string>(
            """
            select remote_id
            from publication_update
            where publisher = @publisher
              and incident_id = @incident
              and number = @number
            """,
            new { publisher, incident, number });

    /// <param name="update">The id of the last update there; null when unknown.</param>
    public async Task SaveAsync(DbSession session, string publisher, long incident, PublishedIncident published, string? update, Instant now)
    {
        // When the incident was created again there, the updates of the old one are gone.
        await session.ExecuteAsync(
            """
            delete from publication_update
            where publisher = @publisher
              and incident_id = @incident
              and exists (
                  select 1
                  from publication p
                  where p.publisher = @publisher
                    and p.incident_id = @incident
                    and p.remote_id <> @RemoteId)
            """,
            new { publisher, incident, published.RemoteId });
        await session.ExecuteAsync(
            """
            insert into publication (publisher, incident_id, remote_id, number, published_at)
            values (@publisher, @incident, @RemoteId, @Number, @now)
            on conflict (publisher, incident_id) do update
            set remote_id = @RemoteId,
                number = @Number,
                published_at = @now
            """,
            new { publisher, incident, published.RemoteId, published.Number, now });
        if (update is not null)
        {
            await session.ExecuteAsync(
                """
                insert into publication_update (publisher, incident_id, number, remote_id)
                values (@publisher, @incident, @Number, @update)
                on conflict (publisher, incident_id, number) do update
                set remote_id = @update
                """,
                new { publisher, incident, published.Number, update });
        }
    }

    /// <summary>Takes the next free slot for a request to a page, if it is at most <paramref name="most"/> away.</summary>
    /// <returns>The instant of the slot; null when it is further away.</returns>
    public Task<Instant?> TakeSlotAsync(DbSession session, string publisher, Instant now, Duration interval, Duration most) =>
        session.FindAsync<Instant?>(
            """
            insert into publishing_pace (publisher, slot_at)
            values (@publisher, @now)
            on conflict (publisher) do update
            set slot_at = case
                    when publishing_pace.slot_at + @interval > @now and publishing_pace.slot_at <= @impossible then publishing_pace.slot_at + @interval
                    else @now
                end
            where publishing_pace.slot_at + @interval <= @latest
               or publishing_pace.slot_at > @impossible
            returning slot_at
            """,
            new { publisher, now, interval = (long)interval.TotalMilliseconds, latest = now + most, impossible = now + Impossible });

    private sealed record Row
    {
        public string RemoteId { get; init; } = "";

        public long Number { get; init; }
    }
}
