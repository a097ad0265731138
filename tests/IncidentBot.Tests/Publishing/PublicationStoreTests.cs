using IncidentBot.Publishing;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Publishing;

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

    private Task<Instant?> TakeAsync(IDatabase database, Instant now) =>
        database.WriteAsync(session => _store.TakeSlotAsync(session, "atlassian", now, Second, Duration.FromSeconds(5)), CancellationToken.None);
}
