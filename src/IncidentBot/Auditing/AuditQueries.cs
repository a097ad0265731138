using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Auditing;

/// <summary>What should have happened by now and has not.</summary>
/// <param name="Reminders">Reminders that are due and not spoken.</param>
/// <param name="Calls">Calls to Slack that are stored and not made.</param>
/// <param name="Updates">Confirmed public updates whose time has come and that customers cannot see yet.</param>
/// <param name="Since">Since when the oldest of them waits; null when none waits.</param>
internal sealed record Lateness(int Reminders, int Calls, int Updates, Instant? Since)
{
    public int Total => Reminders + Calls + Updates;
}

/// <summary>The auditor's queries. They read the tables and not the state of the program, which may be wrong about itself.</summary>
internal sealed class AuditQueries(IDatabase database)
{
    // Reads reminder_armed.
    internal const string LateRemindersSql =
        """
        select count(*) as count, min(due_at) as since
        from reminder
        where state = 'armed'
          and due_at < @before
        """;

    // Reads outbox_due.
    internal const string LateCallsSql =
        """
        select count(*) as count, min(created_at) as since
        from outbox
        where state in ('pending', 'in_flight')
          and bulk = false
          and created_at < @before
        """;

    // Reads incident_leaving.
    internal const string LateUpdatesSql =
        """
        select count(*) as count, min(waiting_leaves_at) as since
        from incident
        where waiting_leaves_at < @before
        """;

    /// <param name="before">What was due before this instant is late.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public Task<Lateness> LateAsync(Instant before, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var reminders = await session.SingleAsync<Row>(LateRemindersSql, new { before });
            var calls = await session.SingleAsync<Row>(LateCallsSql, new { before });
            var updates = await session.SingleAsync<Row>(LateUpdatesSql, new { before });
            var since = new[] { reminders.Since, calls.Since, updates.Since }.Min();
            return new Lateness(reminders.Count, calls.Count, updates.Count, since);
        },
        cancellationToken);

    private sealed record Row
    {
        public int Count { get; init; }

        public Instant? Since { get; init; }
    }
}
