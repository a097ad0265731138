using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Tests.Reminders;
using IncidentBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Incidents;

/// <summary>Public updates leave when their time to be taken back is over: each once, whoever looks, and none before.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class ReleaseSweepTests(SqlDialect dialect)
{
    private static readonly PersonId Ada = new("U0ADA");

    private static readonly IncidentPolicy Policy = ReminderFixture.Policy with { Publishing = new PublishPolicy { UndoFor = Duration.FromSeconds(30) } };

    private readonly IncidentStore incidents = new();

    private ITestDatabase file = null!;
    private IDatabase database = null!;

    [SetUp]
    public void Open()
    {
        file = TestDatabase.Of(dialect);
        database = file.Open();
    }

    [TearDown]
    public async Task CloseAsync() => await file.DisposeAsync();

    [Test]
    public async Task Nothing_is_on_the_page_before_it_leaves_and_then_it_is_there_once()
    {
        await ConfirmAsync(1);
        file.Time.Move(TimeSpan.FromSeconds(29));
        var next = await SweepAsync(database);
        var before = await PublishedAsync();

        file.Time.Move(TimeSpan.FromSeconds(1));
        var none = await SweepAsync(database);
        await SweepAsync(database);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.Zero);
            Assert.That(next, Is.EqualTo(file.Clock.Now));
            Assert.That(none, Is.Null);
            Assert.That(await PublishedAsync(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_clock_that_is_set_back_while_an_update_waits_neither_delays_nor_hurries_it()
    {
        var sweep = SweepOf(database);
        await ConfirmAsync(1);
        await sweep.RunAsync(file.Clock.Now, CancellationToken.None);
        file.Time.Move(TimeSpan.FromSeconds(10));

        file.Time.SetWallClock(TimeSpan.FromHours(-1));
        file.Time.Move(TimeSpan.FromSeconds(19));
        var next = await sweep.RunAsync(file.Clock.Now, CancellationToken.None);
        var before = await PublishedAsync();
        file.Time.Move(TimeSpan.FromSeconds(1));
        await sweep.RunAsync(file.Clock.Now, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.Zero);
            Assert.That(next, Is.EqualTo(file.Clock.Now));
            Assert.That(await PublishedAsync(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_clock_that_was_set_back_while_the_program_was_down_delays_an_update_by_no_more_than_the_time_to_take_it_back()
    {
        await ConfirmAsync(1);
        file.Time.SetWallClock(TimeSpan.FromHours(-1));
        var sweep = SweepOf(database);
        await sweep.RunAsync(file.Clock.Now, CancellationToken.None);

        file.Time.Move(TimeSpan.FromSeconds(29));
        await sweep.RunAsync(file.Clock.Now, CancellationToken.None);
        var before = await PublishedAsync();
        file.Time.Move(TimeSpan.FromSeconds(1));
        await sweep.RunAsync(file.Clock.Now, CancellationToken.None);

        Assert.That((before, await PublishedAsync()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Two_sweeps_at_once_let_each_out_once()
    {
        await ConfirmAsync(20);
        file.Time.Move(TimeSpan.FromSeconds(30));

        var other = dialect == SqlDialect.Postgres ? file.Open() : database;
        await Task.WhenAll(SweepAsync(database), SweepAsync(other));

        Assert.That(await PublishedAsync(), Is.EqualTo(20));
        Assert.That(await CountAsync("select count(*) from incident where waiting_update is not null"), Is.Zero);
    }

    [Test]
    public async Task One_that_cannot_be_read_keeps_no_other_waiting_and_leaves_once_mended()
    {
        await ConfirmAsync(2);
        await ExecuteAsync("update incident set components = '{' where id = 1");
        file.Time.Move(TimeSpan.FromSeconds(30));

        var next = await SweepAsync(database);
        var first = await PublishedAsync();
        await ExecuteAsync("update incident set components = '{}' where id = 1");
        await SweepAsync(database);

        Assert.That(next, Is.EqualTo(file.Clock.Now + Duration.FromSeconds(1)));
        Assert.That((first, await PublishedAsync()), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task What_waited_while_nobody_looked_leaves_late_and_undone_it_never_does()
    {
        await ConfirmAsync(2);
        await EngineOn(database).HandleAsync(CommandDelivery.Silent("undo"), new IncidentId(1), new IncidentCommand.UndoUpdate(), Ada, CancellationToken.None);
        file.Time.Move(TimeSpan.FromHours(3));

        await SweepAsync(database);

        Assert.That(await CountAsync("select count(*) from public_update where incident_id = 2"), Is.EqualTo(1));
        Assert.That(await PublishedAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_correction_replaces_the_words_and_an_update_of_the_past_keeps_its_time()
    {
        await ConfirmAsync(1);
        file.Time.Move(TimeSpan.FromSeconds(30));
        await SweepAsync(database);
        var saidAt = file.Clock.Now - Duration.FromHours(2);

        await PublishAsync(1, "correct", new IncidentCommand.PublishUpdate(PublicState.Investigating, "Better words.") { Corrects = new Correction(1, "Sign-in fails.") });
        await PublishAsync(1, "past", new IncidentCommand.PublishUpdate(PublicState.Investigating, "Older words.") { SaidAt = saidAt });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await CountAsync("select count(*) from public_update where number = 1 and body = 'Better words.' and corrected_at > published_at and added_at is null"), Is.EqualTo(1));
            Assert.That(await CountAsync($"select count(*) from public_update where number = 2 and published_at = {saidAt.ToUnixTimeMilliseconds()} and added_at is not null"), Is.EqualTo(1));
            var told = await database.ReadAsync(session => new TimelineStore().PublicUpdatesAsync(session, new IncidentId(1), file.Clock.Now, 12), CancellationToken.None);
            Assert.That(told.Select(one => (one.Number, one.Text)), Is.EqualTo(new[] { (2, "Older words."), (1, "Better words.") }), "in the order in which it was said, as it reads now");
        }
    }

    [Test]
    public async Task The_words_of_what_was_not_published_are_not_lost()
    {
        await ConfirmAsync(1);
        var waiting = (await database.ReadAsync(session => incidents.FindAsync(session, new IncidentId(1)), CancellationToken.None))!.Waiting!.Number;
        await EngineOn(database).HandleAsync(CommandDelivery.Silent("undo"), new IncidentId(1), new IncidentCommand.UndoUpdate(), Ada, CancellationToken.None);

        var kept = await database.ReadAsync(session => new TimelineStore().UnpublishedAsync(session, new IncidentId(1), waiting), CancellationToken.None);

        Assert.That(kept, Is.EqualTo("Sign-in fails."));
    }

    private async Task PublishAsync(long id, string key, IncidentCommand.PublishUpdate publish)
    {
        await EngineOn(database).HandleAsync(CommandDelivery.Silent(key), new IncidentId(id), publish, Ada, CancellationToken.None);
        file.Time.Move(TimeSpan.FromSeconds(30));
        await SweepAsync(database);
    }

    private async Task ConfirmAsync(int count)
    {
        var engine = EngineOn(database);
        for (var number = 1; number <= count; number++)
        {
            await engine.DeclareAsync(CommandDelivery.Silent($"declare {number}"), new IncidentCommand.Declare("Sign-in fails", "Critical"), Ada, CancellationToken.None);
            var publish = new IncidentCommand.PublishUpdate(PublicState.Investigating, "Sign-in fails.");
            var confirmed = await engine.HandleAsync(CommandDelivery.Silent($"publish {number}"), new IncidentId(number), publish, Ada, CancellationToken.None);
            Assert.That(confirmed, Is.TypeOf<EngineResult.Accepted>());
        }
    }

    private Task<Instant?> SweepAsync(IDatabase replica) => SweepOf(replica).RunAsync(file.Clock.Now, CancellationToken.None);

    private ReleaseSweep SweepOf(IDatabase replica) => new(replica, incidents, EngineOn(replica), Policy, file.Time, NullLogger<ReleaseSweep>.Instance);

    private IncidentEngine EngineOn(IDatabase replica) => new(
        replica, incidents, new TimelineStore(), new DeliveryStore(), [new PublicUpdateReaction(new PublicUpdateStore(), new PublicPageStore(), Source())], Policy, Meters.Metrics(), file.Clock);

    private SnapshotSource Source() => new(new StatusPageReader(database, new StatusPageQueries(), new PublicPageStore(), new NoMaintenance()), new KnownHosts(NullLogger<KnownHosts>.Instance), file.Clock, file.Time, NullLogger<SnapshotSource>.Instance);

    private Task<int> PublishedAsync() => CountAsync("select count(*) from public_update");

    private Task<int> CountAsync(string sql) => database.ReadAsync(session => session.SingleAsync<int>(sql), CancellationToken.None);

    private Task ExecuteAsync(string sql) => database.WriteAsync(session => session.ExecuteAsync(sql), CancellationToken.None);
}
