using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>A due reminder that was claimed.</summary>
internal sealed record DueReminder(IncidentId Incident, ReminderKey Key, Instant DueAt);

/// <summary>The rows of planned and spoken reminders.</summary>
internal sealed class ReminderStore
{
    /// <summary>Makes the armed rows equal to the plan. A reminder that was spoken, dropped or superseded keeps its row and is not armed again.</summary>
    public async Task ReplaceAsync(DbSession session, IncidentId incident, IReadOnlyList<PlannedReminder> plan)
    {
        await session.ExecuteInBatchAsync(
            """
            delete from reminder
            where incident_id = @Incident
              and state = 'armed'
            """,
            new { Incident = incident.Number });
        await ArmAsync(session, incident, plan);
    }

    /// <summary>The first plan of an incident: there is nothing to replace.</summary>
    public Task ArmAsync(DbSession session, IncidentId incident, IReadOnlyList<PlannedReminder> plan) =>
        session.ExecuteWithRowsAsync(
            "insert into reminder (incident_id, track, number, kind, due_at, state)",
            [.. plan.Select(planned => RowOf(incident, planned))],
            "on conflict (incident_id, track, number, kind) do nothing");

    /// <summary>Incidents with a due reminder, the oldest first.</summary>
    public async Task<IReadOnlyList<IncidentId>> DueIncidentsAsync(DbSession session, Instant now, int limit)
    {
        // Served by the partial index reminder_armed.
        var ids = await session.QueryAsync<long>(
            """
            select r.incident_id
            from reminder r
            where r.state = 'armed'
              and r.due_at <= @Now
            group by r.incident_id
            order by min(r.due_at)
            limit @Limit
            """,
            new { Now = now, Limit = limit });
        return [.. ids.Select(id => new IncidentId(id))];
    }

    /// <summary>Claims the due reminders of one incident; they count as spoken unless <see cref="MarkAsync"/> changes that.</summary>
    public async Task<IReadOnlyList<DueReminder>> ClaimAsync(DbSession session, IncidentId incident, Instant now)
    {
        // Served by the primary key: an incident has a handful of rows.
        var rows = await session.QueryAsync<Row>(
            """
            update reminder
            set state = 'spoken', decided_at = @Now
            where incident_id = @Incident
              and state = 'armed'
              and due_at <= @Now
            returning incident_id, track, number, kind, due_at
            """,
            new { Incident = incident.Number, Now = now });
        return [.. rows.Select(row => row.ToDue())];
    }

    /// <summary>Marks a claimed reminder that is not spoken: <c>dropped</c> (it no longer holds) or <c>superseded</c> (a newer one replaces it).</summary>
    public Task MarkAsync(DbSession session, DueReminder due, string state) =>
        session.ExecuteAsync(
            """
            update reminder
            set state = @State
            where incident_id = @Incident
              and track = @Track
              and number = @Number
              and kind = @Kind
            """,
            new { State = state, Incident = due.Incident.Number, Track = Word(due.Key.Track), due.Key.Number, Kind = ReminderKindName.Of(due.Key.Kind) });

    public Task<Instant?> EarliestAsync(DbSession session) =>
        session.SingleAsync<Instant?>(
            """
            select min(due_at)
            from reminder
            where state = 'armed'
            """);

    /// <summary>The kinds that were spoken of this promise: a newer one makes an older one, still in the outbox, superfluous.</summary>
    public async Task<IReadOnlyList<ReminderKind>> SpokenAsync(DbSession session, IncidentId incident, ReminderTrack track, long number)
    {
        var kinds = await session.QueryAsync<string>(
            """
            select kind
            from reminder
            where incident_id = @Incident
              and track = @Track
              and number = @Number
              and state = 'spoken'
            """,
            new { Incident = incident.Number, Track = Word(track), Number = number });
        return [.. kinds.Select(ReminderKindName.Parse)];
    }

    private static object?[] RowOf(IncidentId incident, PlannedReminder planned) =>
        [incident.Number, Word(planned.Key.Track), planned.Key.Number, ReminderKindName.Of(planned.Key.Kind), planned.DueAt, "armed"];

    private static string Word(ReminderTrack track) => track.ToString();

    private sealed class Row
    {
        public long IncidentId { get; init; }

        public required string Track { get; init; }

        public long Number { get; init; }

        public required string Kind { get; init; }

        public Instant DueAt { get; init; }

        public DueReminder ToDue() => new(
            new IncidentId(IncidentId), new ReminderKey(Enum.Parse<ReminderTrack>(Track), Number, ReminderKindName.Parse(Kind)), DueAt);
    }
}
