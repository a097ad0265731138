using IncidentBot.Storage;
using NUnit.Framework;
using NodaTime;

namespace IncidentBot.Tests.Storage;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class DeliveryStoreTests(SqlDialect dialect)
{
    private readonly DeliveryStore _deliveries = new();

    [Test]
    public async Task The_first_answer_to_a_delivery_is_the_one_that_stays()
    {
        await using var file = TestDatabase.Of(dialect);
        var database = file.Open();
        var now = file.Clock.Now;

        var first = await database.WriteAsync(s => _deliveries.RecordAsync(s, "k", now, "one"), CancellationToken.None);
        var again = await database.WriteAsync(
            s => _deliveries.RecordAsync(s, "k", now + Duration.FromSeconds(3), "two"), CancellationToken.None);
        var found = await database.ReadAsync(s => _deliveries.FindAsync(s, "k"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, again), Is.EqualTo((true, false)));
            Assert.That(found, Is.EqualTo(new Delivery { Key = "k", ReceivedAt = now, Answer = "one" }));
        }
    }

    [Test]
    public async Task Rows_of_all_shapes_go_in_with_one_statement()
    {
        await using var file = TestDatabase.Of(dialect);
        var database = file.Open();

        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteWithRowsAsync("insert into delivery (key, received_at, answer)", []);
                await session.ExecuteWithRowsAsync(
                    "insert into delivery (key, received_at, answer)",
                    [["first", Instant.FromUnixTimeMilliseconds(5), null], ["second", 6L, "words"], ["first", 7L, "too late"]],
                    "on conflict (key) do nothing");
            },
            CancellationToken.None);
        var rows = await database.ReadAsync(session => session.QueryAsync<Delivery>("select key, received_at, answer from delivery order by key"), CancellationToken.None);

        Assert.That(rows.Select(row => (row.Key, row.ReceivedAt.ToUnixTimeMilliseconds(), row.Answer)), Is.EqualTo(new (string, long, string?)[] { ("first", 5, null), ("second", 6, "words") }));
    }

    [Test]
    public async Task An_unknown_delivery_is_not_found()
    {
        await using var file = TestDatabase.Of(dialect);

        var found = await file.Open().ReadAsync(s => _deliveries.FindAsync(s, "k"), CancellationToken.None);

        Assert.That(found, Is.Null);
    }

    [Test]
    public async Task Only_old_deliveries_are_forgotten()
    {
        await using var file = TestDatabase.Of(dialect);
        var database = file.Open();
        var now = file.Clock.Now;
        await database.WriteAsync(s => _deliveries.RecordAsync(s, "old", now - Duration.FromMilliseconds(1), null), CancellationToken.None);
        await database.WriteAsync(s => _deliveries.RecordAsync(s, "new", now, null), CancellationToken.None);

        var forgotten = await database.WriteAsync(s => _deliveries.PruneAsync(s, now), CancellationToken.None);
        var kept = await database.ReadAsync(s => s.QueryAsync<string>("select key from delivery"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(forgotten, Is.EqualTo(1));
            Assert.That(kept, Is.EqualTo(new[] { "new" }));
        }
    }
}
