using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>One entry of an incident's timeline.</summary>
internal sealed record TimelineEntry(IncidentId Incident, long Position, Instant At, PersonId By, IncidentEvent Event)
{
    /// <summary>The same for all events of one change.</summary>
    public long Version => Position / TimelineStore.PositionsPerVersion;
}

/// <summary>The timeline of each incident: every change appends to it, and entries are never edited.</summary>
internal sealed class TimelineStore
{
    // A version has far fewer than a thousand events, so version and index make a position that increases and identifies the change.
    public const long PositionsPerVersion = 1000;

    public Task AppendAsync(DbSession session, IncidentChange change) =>
        session.ExecuteWithRowsAsync(
            "insert into timeline_entry (incident_id, position, at, by, kind, event)",
            [.. change.Events.Select((happened, index) => new object?[]
            {
                change.After.Id.Number, PositionOf(change, index), change.Now, change.Actor.Value, happened.GetType().Name, EventJson.Write(happened),
            })]);

    /// <summary>The position in the timeline of the event at <paramref name="index"/> of a change.</summary>
    public static long PositionOf(IncidentChange change, int index) => (change.After.Version * PositionsPerVersion) + index;

    /// <summary>All events of the change that <paramref name="position"/> belongs to, in order.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfChangeAsync(DbSession session, IncidentId id, long position)
    {
        var first = position - (position % PositionsPerVersion);
        var rows = await session.QueryAsync<Row>(
            """
            select position, at, by, event
            from timeline_entry
            where incident_id = @Incident
              and position >= @First
              and position < @Next
            order by position
            """,
            new { Incident = id.Number, First = first, Next = first + PositionsPerVersion });
        return [.. rows.Select(row => row.ToEntry(id))];
    }

    /// <summary>The corrections of a public update from the incident's <paramref name="version"/> on, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> CorrectionsAsync(DbSession session, IncidentId id, long version, long number)
    {
        var rows = await session.QueryAsync<Row>(
            $"""
            select position, at, by, event
            from timeline_entry
            where incident_id = @Incident
              and position >= @First
              and kind = '{nameof(IncidentEvent.PublicUpdateCorrected)}'
            order by position
            """,
            new { Incident = id.Number, First = version * PositionsPerVersion });
        return [.. rows.Select(row => row.ToEntry(id)).Where(entry => (entry.Event as IncidentEvent.PublicUpdateCorrected)?.Number == number)];
    }

    /// <summary>The last <paramref name="limit"/> entries, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> LatestAsync(DbSession session, IncidentId id, int limit)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select position, at, by, event
            from timeline_entry
            where incident_id = @Incident
            order by position desc
            limit @Limit
            """,
            new { Incident = id.Number, Limit = limit });
        return [.. rows.Reverse().Select(row => row.ToEntry(id))];
    }

    /// <summary>The last <paramref name="limit"/> public updates published until then, as customers read them now, oldest first.</summary>
    public async Task<IReadOnlyList<PublicUpdateText>> PublicUpdatesAsync(DbSession session, IncidentId id, Instant until, int limit)
    {
        var rows = await session.QueryAsync<PublicUpdateTextRow>(
            """
            select number, state, title, body, components, published_at, corrected_at, added_at
            from public_update
            where incident_id = @Incident
              and published_at <= @Until
            order by published_at desc, number desc
            limit @Limit
            """,
            new { Incident = id.Number, Until = until, Limit = limit });
        return [.. rows.Reverse().Select(row => row.ToUpdate())];
    }

    /// <summary>
    /// One public update as customers read it now; without a number the last published one. Null when there is none. Searches the primary key.
    /// </summary>
    public async Task<PublicUpdateText?> PublicUpdateAsync(DbSession session, IncidentId id, int? number)
    {
        var row = await session.FindAsync<PublicUpdateTextRow>(
            $"""
            select number, state, title, body, components, published_at, corrected_at, added_at
            from public_update
            where incident_id = @Incident
            {(number is null ? "order by number desc limit 1" : "and number = @Number")}
            """,
            new { Incident = id.Number, Number = number ?? 0 });
        return row?.ToUpdate();
    }

    /// <summary>
    /// The words of an update that was not published because it was refused, withdrawn or superseded. Null for any other, and for one too long ago.
    /// </summary>
    public async Task<string?> UnpublishedAsync(DbSession session, IncidentId id, long waiting)
    {
        var rows = await session.QueryAsync<Row>(
            $"""
            select position, at, by, event
            from timeline_entry
            where incident_id = @Incident
              and kind in ('{nameof(IncidentEvent.UpdateSentBack)}', '{nameof(IncidentEvent.UpdateWithdrawn)}')
            order by position desc
            limit 20
            """,
            new { Incident = id.Number });
        return rows.Select(row => row.ToEntry(id).Event).Select(happened => happened switch
        {
            IncidentEvent.UpdateSentBack back when back.Waiting == waiting => back.Text,
            IncidentEvent.UpdateWithdrawn withdrawn when withdrawn.Waiting == waiting => withdrawn.Text,
            _ => null,
        }).FirstOrDefault(text => text is not null);
    }

    /// <summary>The entries since <paramref name="since"/>, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> SinceAsync(DbSession session, IncidentId id, Instant since)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select position, at, by, event
            from timeline_entry
            where incident_id = @Incident
              and at >= @Since
            order by position
            """,
            new { Incident = id.Number, Since = since });
        return [.. rows.Select(row => row.ToEntry(id))];
    }

    private sealed class Row
    {
        public long Position { get; init; }

        public Instant At { get; init; }

        public required string By { get; init; }

        public required string Event { get; init; }

        public TimelineEntry ToEntry(IncidentId id) => new(id, Position, At, new PersonId(By), EventJson.Read(Event));
    }

    private sealed class PublicUpdateTextRow
    {
        public int Number { get; init; }

        public required string State { get; init; }

        public required string Title { get; init; }

        public required string Body { get; init; }

        /// <summary>The state of each component before the update, and from then on.</summary>
        public required string Components { get; init; }

        public Instant PublishedAt { get; init; }

        public Instant? CorrectedAt { get; init; }

        public Instant? AddedAt { get; init; }

        public PublicUpdateText ToUpdate() => new(Number, ReadState(), Title, Body, PublishedAt)
        {
            Components = (JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Components) ?? []).ToDictionary(
                named => named.Key,
                named => PublicWords.TryParse(named.Value["new"], out ComponentStatus status) ? status : throw Corrupt(),
                StringComparer.Ordinal),
            CorrectedAt = CorrectedAt,
            AddedAt = AddedAt,
        };

        private PublicState ReadState() => PublicWords.TryParse(State, out PublicState state) ? state : throw Corrupt();

        private InvalidDataException Corrupt() => new($"Public update {Number} has a state or components that this version does not know.");
    }
}
