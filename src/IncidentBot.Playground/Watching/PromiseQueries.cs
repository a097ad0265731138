using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Playground.Watching;

internal sealed record OutboxRecord
{
    public long Id { get; init; }

    public long? IncidentId { get; init; }

    public string Payload { get; init; } = "";

    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public long NextAttemptAt { get; init; }

    public long CreatedAt { get; init; }

    public long? DoneAt { get; init; }

    public string? LastError { get; init; }
}

internal sealed record ReminderRecord
{
    public long IncidentId { get; init; }

    public string Track { get; init; } = "";

    public string Kind { get; init; } = "";

    public long DueAt { get; init; }

    public string State { get; init; } = "";

    public long? DecidedAt { get; init; }
}

internal sealed record IncidentRecord
{
    public long Id { get; init; }

    public string Phase { get; init; } = "";

    public string? Lead { get; init; }

    public string? Messenger { get; init; }

    public long PublicUpdates { get; init; }

    public string? Room { get; init; }
}

/// <summary>A snapshot of the bot's database.</summary>
internal sealed record Ledger(IReadOnlyList<OutboxRecord> Outbox, IReadOnlyList<ReminderRecord> Reminders, IReadOnlyList<IncidentRecord> Incidents)
{
    public static readonly Ledger Empty = new([], [], []);
}

/// <summary>
/// Reads the bot's database while the bot runs or is dead; the file is the truth in both cases. A session is short, so all rows are read.
/// </summary>
internal sealed class PromiseQueries : IDisposable
{
    private readonly string _database;
    private readonly SqliteReaders _readers;

    public PromiseQueries(PlaygroundFolder folder) => (_database, _readers) = (folder.Database, new SqliteReaders(folder.Database));

    /// <summary>Empty before the bot has created its database.</summary>
    public Task<Ledger> ReadAsync(CancellationToken cancellationToken) =>
        File.Exists(_database) ? _readers.ReadAsync(ReadAsync, cancellationToken) : Task.FromResult(Ledger.Empty);

    /// <summary>The time of the next reminder; null when none is planned.</summary>
    public Task<Instant?> NextReminderAsync(CancellationToken cancellationToken) => _readers.ReadAsync(
        session => session.SingleAsync<Instant?>(
            """
            select min(due_at)
            from reminder
            where state = 'armed'
            """),
        cancellationToken);

    /// <summary>Whether a reminder or call is due now and not done.</summary>
    public async Task<bool> IsBehindAsync(Instant now, CancellationToken cancellationToken) => await _readers.ReadAsync(
        session => session.SingleAsync<int>(
            """
            select (select count(*) from reminder where state = 'armed' and due_at <= @now)
                 + (select count(*) from outbox where state = 'in_flight' or (state = 'pending' and next_attempt_at <= @now))
            """,
            new { now }),
        cancellationToken) > 0;

    public void Dispose() => _readers.Dispose();

    private static async Task<Ledger> ReadAsync(DbSession session)
    {
        var tables = await session.SingleAsync<int>("select count(*) from sqlite_master where name in ('outbox', 'reminder', 'incident', 'room')");
        return tables < 4 ? Ledger.Empty : new Ledger(
            await session.QueryAsync<OutboxRecord>(
                """
                select id as Id, incident_id as IncidentId, payload as Payload, state as State, attempts as Attempts,
                       next_attempt_at as NextAttemptAt, created_at as CreatedAt, done_at as DoneAt, last_error as LastError
                from outbox
                order by id desc
                """),
            await session.QueryAsync<ReminderRecord>(
                """
                select incident_id as IncidentId, track as Track, kind as Kind, due_at as DueAt, state as State, decided_at as DecidedAt
                from reminder
                order by due_at
                """),
            await session.QueryAsync<IncidentRecord>(
                """
                select i.id as Id, i.phase as Phase, i.lead as Lead, i.messenger as Messenger, i.public_updates as PublicUpdates, r.name as Room
                from incident i
                left join room r on r.incident_id = i.id
                order by i.id
                """));
    }
}
