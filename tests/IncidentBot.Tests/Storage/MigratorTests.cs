using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class MigratorTests
{
    private static readonly Migration First = new(1, "first", "create table first (id integer);\ncreate table more (id integer);\n");
    private static readonly Migration Second = new(2, "second", "insert into first (id) values (7);");

    [Test]
    public async Task Applies_what_is_missing_in_order_and_once()
    {
        await using var file = new DatabaseFile();
        await file.Open([First]).DisposeAsync();

        await file.Open([First, Second]).DisposeAsync();
        var rows = await Query<int>(file.Open([First, Second]), "select id from first");

        Assert.That(rows, Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public async Task Refuses_a_migration_that_was_changed()
    {
        await using var file = new DatabaseFile();
        await file.Open([First]).DisposeAsync();

        Assert.That(
            () => file.Open([First with { Sql = "create table other (id integer)" }, Second]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("0001_first"));
    }

    [Test]
    public async Task Refuses_a_database_from_a_newer_program()
    {
        await using var file = new DatabaseFile();
        await file.Open([First, Second]).DisposeAsync();

        Assert.That(
            () => file.Open([First]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("newer").And.Message.Contains("0002_second"));
    }

    [Test]
    public async Task A_failing_migration_leaves_nothing_behind()
    {
        await using var file = new DatabaseFile();
        await file.Open([First]).DisposeAsync();

        Assert.That(
            () => file.Open([First, Second with { Sql = "create table half (id integer); insert into nowhere values (1);" }]),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("0002_second"));

        var tables = await Query<string>(file.Open([First, Second]), "select name from sqlite_master where name = 'half'");
        Assert.That(tables, Is.Empty);
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
                await using var file = new DatabaseFile();
                file.Open([First, Second with { Version = 3 }]);
            },
            Throws.InvalidOperationException);
    }

    [Test]
    public async Task The_embedded_migrations_make_a_sound_database()
    {
        await using var file = new DatabaseFile();

        var check = await Query<string>(file.Open(), "pragma integrity_check");

        Assert.That(check, Is.EqualTo(new[] { "ok" }));
    }

    private static Task<IReadOnlyList<T>> Query<T>(SqliteDatabase database, string sql) =>
        database.ReadAsync(session => session.QueryAsync<T>(sql), CancellationToken.None);
}
