using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class MigratorTests(SqlDialect dialect)
{
    private static readonly Migration First = new(1, "first", "create table first (id integer);\ncreate table more (id integer);\n");
    private static readonly Migration Second = new(2, "second", "insert into first (id) values (7);");

    [Test]
    public async Task Applies_what_is_missing_in_order_and_once()
    {
        await using var file = TestDatabase.Of(dialect);
        file.Open([First]);
        await file.CloseAsync();

        file.Open([First, Second]);
        await file.CloseAsync();
        var rows = await Query<int>(file.Open([First, Second]), "select id from first");

        Assert.That(rows, Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public async Task Refuses_a_migration_that_was_changed()
    {
        await using var file = TestDatabase.Of(dialect);
        file.Open([First]);
        await file.CloseAsync();

        Assert.That(
            () => file.Open([First with { Sql = "create table other (id integer)" }, Second]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("0001_first"));
    }

    [Test]
    public async Task Refuses_a_database_from_a_newer_program()
    {
        await using var file = TestDatabase.Of(dialect);
        file.Open([First, Second]);
        await file.CloseAsync();

        Assert.That(
            () => file.Open([First]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("newer").And.Message.Contains("0002_second"));
    }

    [Test]
    public async Task A_failing_migration_leaves_nothing_behind()
    {
        await using var file = TestDatabase.Of(dialect);
        file.Open([First]);
        await file.CloseAsync();

        Assert.That(
            () => file.Open([First, Second with { Sql = "create table half (id integer); insert into nowhere values (1);" }]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("0002_second"));

        var tables = await TableNames.OfAsync(file.Open([First, Second]));
        Assert.That(tables, Has.Member("first").And.No.Member("half"));
    }

    [Test]
    public void Line_endings_do_not_change_a_checksum()
    {
        var windows = First with { Sql = First.Sql.ReplaceLineEndings("\r\n") };

        Assert.That(windows.Checksum, Is.EqualTo(First.Checksum));
    }

    [Test]
    public void A_gap_in_the_numbers_is_our_own_mistake()
    {
        Assert.That(
            async () =>
            {
                await using var file = TestDatabase.Of(dialect);
                file.Open([First, Second with { Version = 3 }]);
            },
            Throws.InvalidOperationException);
    }

    private static Task<IReadOnlyList<T>> Query<T>(IDatabase database, string sql) =>
        database.ReadAsync(session => session.QueryAsync<T>(sql), CancellationToken.None);
}
