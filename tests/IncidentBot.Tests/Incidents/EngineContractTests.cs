using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Reminders;
using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Incidents;

/// <summary>People who do things at the same moment, each served by a replica of their own where there can be several.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class EngineContractTests(SqlDialect dialect)
{
    private const int Crowd = 24;

    private static readonly PersonId Ada = new("U0ADA");

    private ITestDatabase file = null!;
    private IDatabase database = null!;
    private IncidentEngine[] engines = [];

    [SetUp]
    public void Open()
    {
        file = TestDatabase.Of(dialect);
        database = file.Open();
        engines = [EngineOn(database), EngineOn(dialect == SqlDialect.Postgres ? file.Open() : database)];
    }

    [TearDown]
    public async Task CloseAsync() => await file.DisposeAsync();

    [Test]
    public async Task Declarations_at_the_same_moment_are_as_many_incidents()
    {
        var declared = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => DeclareAsync($"key {number}", number)));

        var ids = declared.Cast<EngineResult.Accepted>().Select(accepted => accepted.Change.After.Id.Number);
        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(1, Crowd)));
    }

    [Test]
    public async Task A_delivery_that_reaches_everybody_at_once_is_done_once_and_answered_the_same()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => DeclareAsync("the same key", number)));

        var accepted = results.OfType<EngineResult.Accepted>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.OfType<EngineResult.Repeated>().Select(repeated => repeated.Answer), Has.Exactly(Crowd - 1).EqualTo(accepted.Answer));
            Assert.That(await CountAsync("select count(*) from incident"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_delivery_about_one_incident_that_reaches_everybody_at_once_is_refused_to_nobody()
    {
        var id = Declared(await DeclareAsync("declare", 0)).Id;

        var results = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => engines[number % 2].HandleAsync(
            CommandDelivery.Silent("the same key"), id, new IncidentCommand.AssignLead(Ada), Ada, CancellationToken.None)));

        Assert.That(results.OfType<EngineResult.Accepted>().Count(), Is.EqualTo(1));
        Assert.That(results.OfType<EngineResult.Repeated>().Count(), Is.EqualTo(Crowd - 1));
    }

    [Test]
    public async Task A_crowd_that_works_on_one_incident_is_decided_on_one_after_the_other()
    {
        var id = Declared(await DeclareAsync("declare", 0)).Id;

        var results = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => engines[number % 2].HandleAsync(
            CommandDelivery.Silent($"lead {number}"), id, new IncidentCommand.AssignLead(new PersonId($"U0{number}")), new PersonId($"U0{number}"), CancellationToken.None)));

        var changes = results.Cast<EngineResult.Accepted>().Select(accepted => accepted.Change).OrderBy(change => change.After.Version).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Select(change => change.After.Version), Is.EqualTo(Enumerable.Range(2, Crowd)));
            Assert.That(changes.Skip(1).Select(change => change.Before!.Lead), Is.EqualTo(changes.SkipLast(1).Select(change => change.After.Lead)), "each is told who led before");
        }
    }

    [Test]
    public async Task Of_two_incidents_merged_into_each_other_at_once_one_goes_into_the_other()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, two) = (Declared(await DeclareAsync($"one {round}", 0)), Declared(await DeclareAsync($"two {round}", 1)));

            var results = await Task.WhenAll(MergeAsync(engines[0], one, two), MergeAsync(engines[1], two, one));

            Assert.That(results.OfType<EngineResult.Accepted>().Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_save_over_what_somebody_else_has_changed_is_refused_and_undone()
    {
        var incident = Declared(await DeclareAsync("declare", 0));
        var store = new IncidentStore();
        await database.WriteAsync(session => store.UpdateAsync(session, incident with { Version = 2, Title = "theirs" }, 1), CancellationToken.None);

        Assert.That(
            () => database.WriteAsync(session => store.UpdateAsync(session, incident with { Version = 2, Title = "ours" }, 1), CancellationToken.None),
            Throws.InstanceOf<VersionConflictException>());

        var kept = await database.ReadAsync(session => store.FindAsync(session, incident.Id), CancellationToken.None);
        Assert.That(kept!.Title, Is.EqualTo("theirs"));
    }

    private IncidentEngine EngineOn(IDatabase replica) =>
        new(replica, new IncidentStore(), new TimelineStore(), new DeliveryStore(), [], ReminderFixture.Policy, Meters.Metrics(), file.Clock);

    private Task<EngineResult> DeclareAsync(string key, int number) => engines[number % 2].DeclareAsync(
        new CommandDelivery(key, change => $"Declared by {number} as {change.After.Id}"), new IncidentCommand.Declare($"Outage {number}", "Critical"), Ada, CancellationToken.None);

    private static Task<EngineResult> MergeAsync(IncidentEngine engine, Incident one, Incident into) =>
        engine.HandleAsync(CommandDelivery.Silent($"{one.Id} into {into.Id}"), one.Id, new IncidentCommand.Merge(into), Ada, CancellationToken.None);

    private static Incident Declared(EngineResult result) => ((EngineResult.Accepted)result).Change.After;

    private Task<int> CountAsync(string sql) => database.ReadAsync(session => session.SingleAsync<int>(sql), CancellationToken.None);
}
