using System.Collections.Concurrent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.Reactions;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Tests.Reminders;

/// <summary>Incidents with their reminders on a real database, and the sweep over them on a clock that stands still.</summary>
internal sealed class ReminderFixture : IReminderNotifier, IPager, IAsyncDisposable
{
    private static readonly PersonId Dan = new("U-DAN");

    private readonly IncidentStore incidents = new();
    private readonly SlackReminderNotifier slack;

    public ReminderFixture(SqlDialect dialect = SqlDialect.Sqlite)
    {
        File = TestDatabase.Of(dialect);
        Database = File.Open();
        Outbox = new OutboxStore(Database, Signal);
        slack = new SlackReminderNotifier(new SlackOutbox(Outbox));
    }

    public ITestDatabase File { get; }

    public IDatabase Database { get; }

    public OutboxStore Outbox { get; }

    public OutboxSignal Signal { get; } = new();

    public ReminderStore Reminders { get; } = new();

    /// <summary>What was spoken, in no order.</summary>
    public ConcurrentQueue<(long Incident, ReminderKind Kind)> Spoken { get; } = [];

    /// <summary>Speaks worse than the real notifier where a test says so.</summary>
    public Action<Incident> BeforeSpeaking { get; set; } = _ => { };

    public static IncidentPolicy Policy { get; } = new(
        new SeverityCatalog(
        [
            new Severity
            {
                Key = "Critical",
                Rank = 1,
                Meaning = "Nothing works.",
                Contractual = "Severity 1",
                Cadence = new Cadence(Duration.FromMinutes(30), Duration.FromMinutes(30)),
            },
        ]),
        new ReminderPolicy(),
        new ComponentCatalog([]));

    /// <summary>Declares this many at once, each led by its declarer, so that only the room's clock reminds.</summary>
    public Task DeclareAsync(int count) => Database.WriteAsync(
        async session =>
        {
            for (var number = 0; number < count; number++)
            {
                var id = await incidents.NextIdAsync(session);
                var declared = IncidentDecider.Declare(id, new IncidentCommand.Declare("Sign-in fails", "Critical") { Lead = Dan }, Dan, File.Clock.Now, Policy);
                var incident = ((Decision.Accepted)declared).Incident;
                await incidents.InsertAsync(session, incident);
                await Reminders.ReplaceAsync(session, id, ReminderPlan.For(incident, Policy.Reminders));
            }
        },
        CancellationToken.None);

    public Task<Instant?> SweepAsync() => SweepAsync(Database);

    /// <param name="database">Whose sweep: another opening is another replica's.</param>
    public Task<Instant?> SweepAsync(IDatabase database) =>
        new ReminderSweep(database, Reminders, incidents, this, this, Policy, Meters.Metrics(), NullLogger<ReminderSweep>.Instance).RunAsync(File.Clock.Now, CancellationToken.None);

    public async Task SpeakAsync(Incident incident, PlannedReminder reminder, Instant now, DbSession session)
    {
        BeforeSpeaking(incident);
        await slack.SpeakAsync(incident, reminder, now, session);
        session.AfterCommit(() => Spoken.Enqueue((incident.Id.Number, reminder.Key.Kind)));
    }

    // A page is a reminder like any other here.
    public Task PageAsync(Incident incident, PageReason reason, Instant now, DbSession session) =>
        SpeakAsync(incident, ((PageReason.Overdue)reason).Reminder, now, session);

    public Task ExecuteAsync(string sql) => Database.WriteAsync(session => session.ExecuteAsync(sql), CancellationToken.None);

    public Task<int> CountAsync(string sql) => Database.ReadAsync(session => session.SingleAsync<int>(sql), CancellationToken.None);

    public ValueTask DisposeAsync() => File.DisposeAsync();
}
