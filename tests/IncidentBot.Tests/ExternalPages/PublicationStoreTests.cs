using IncidentBot.ExternalPages;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.ExternalPages;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class PublicationStoreTests(SqlDialect dialect)
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    private readonly PublicationStore _store = new();

    [Test]
    public async Task A_page_is_written_to_once_a_second_whoever_asks()
    {
        await using var file = TestDatabase.Of(dialect);
        var replicas = dialect == SqlDialect.Postgres ? new[] { file.Open(), file.Open() } : [file.Open()];
        var now = file.Clock.Now;

        var slots = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => TakeAsync(replicas[number % replicas.Length], now)));
        var later = await TakeAsync(replicas[0], now + Duration.FromSeconds(30));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(slots.OfType<Instant>().Order(), Is.EqualTo(Enumerable.Range(0, 6).Select(number => now + (Second * number))), "at most five seconds ahead");
            Assert.That(later, Is.EqualTo(now + Duration.FromSeconds(30)));
        }
    }

    [Test]
    public async Task A_clock_that_was_set_back_makes_nobody_wait()
    {
        await using var file = TestDatabase.Of(dialect);
        var database = file.Open();
        var now = file.Clock.Now;
        await TakeAsync(database, now + Duration.FromHours(1));

        var slot = await TakeAsync(database, now);

        Assert.That(slot, Is.EqualTo(now));
    }

    [Test]
    public async Task Updates_are_known_by_their_ids_until_their_incident_is_begun_anew()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, pumps: false);
        var incident = (await world.DeclareAsync()).Number;
        await SaveAsync(new PublishedIncident("old", 1), "u1");
        await SaveAsync(new PublishedIncident("old", 2), null);
        await SaveAsync(new PublishedIncident("old", 3), "u3");
        var before = (await FindAsync(1), await FindAsync(2), await FindAsync(3));

        await SaveAsync(new PublishedIncident("new", 4), "u4");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.EqualTo(("u1", (string?)null, "u3")));
            Assert.That((await FindAsync(1), await FindAsync(3), await FindAsync(4)), Is.EqualTo(((string?)null, (string?)null, "u4")));
        }

        Task SaveAsync(PublishedIncident published, string? update) =>
            world.Database.WriteAsync(session => _store.SaveAsync(session, "atlassian", incident, published, update, world.Clock.Now), CancellationToken.None);
        Task<string?> FindAsync(long number) => world.Database.ReadAsync(session => _store.FindUpdateAsync(session, "atlassian", incident, number), CancellationToken.None);
    }

    private Task<Instant?> TakeAsync(IDatabase database, Instant now) =>
        database.WriteAsync(session => _store.TakeSlotAsync(session, "atlassian", now, Second, Duration.FromSeconds(5)), CancellationToken.None);
}
