using IncidentBot.Observability;
using IncidentBot.Storage;
using IncidentBot.Tests.Observability;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

/// <summary>The database on a file system that is really full.</summary>
internal sealed class FullDiskTests
{
    private static readonly Migration[] Schema = [.. Migration.Embedded("Sqlite"), new(Migration.Embedded("Sqlite").Count + 1, "note", "create table note (text text not null)")];

    // Long enough that the log is copied into the file several times on the way, and each of the two is the one that cannot grow.
    private static readonly string Words = new('w', 3_000);

    [Test]
    public async Task What_was_acknowledged_until_the_disk_was_full_is_there_and_nothing_else_and_it_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Make();
        disk.Take(megabytes: 2);
        await using var file = new DatabaseFile();
        var database = file.Open(disk.Database, Schema);
        var acknowledged = new List<string>();

        var refusal = await WriteUntilRefusedAsync(database, acknowledged);
        var whileFull = await NotesAsync(database);
        var readiness = await new DatabaseReadiness(database, file.Clock, file.Time).LookAsync();
        disk.Free();
        await AddAsync(database, "afterwards", acknowledged);
        await file.CloseAsync();
        var reopened = file.Open(disk.Database, Schema);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(acknowledged, Has.Count.GreaterThan(1_000));
            Assert.That(refusal.Message, Does.Contain("is full").And.Contain(disk.Database).And.Contain("until space is freed"));
            Assert.That(whileFull, Is.EquivalentTo(acknowledged.SkipLast(1)));
            Assert.That((readiness.IsReady, readiness.Advice), Is.EqualTo((false, refusal.Message)));
            Assert.That(await NotesAsync(reopened), Is.EquivalentTo(acknowledged));
            Assert.That(await reopened.ReadAsync(session => session.SingleAsync<string>("pragma integrity_check"), CancellationToken.None), Is.EqualTo("ok"));
        }
    }

    [Test]
    public async Task Of_units_that_share_a_commit_on_a_full_disk_each_hears_that_the_disk_is_full()
    {
        using var disk = SmallDisk.Make();
        await using var file = new DatabaseFile();
        var database = file.Open(disk.Database, Schema);
        disk.Fill();

        var units = Enumerable.Range(0, 20).Select(number => AddAsync(database, $"unit {number}", [])).ToList();
        await Task.WhenAll(units).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.That(units.Select(unit => unit.Exception?.InnerException), Has.All.InstanceOf<StorageUnavailableException>());
        Assert.That(units.Select(unit => unit.Exception!.InnerException!.Message), Has.All.Contains("is full"));
        Assert.That(await NotesAsync(database), Is.Empty);
    }

    private static async Task<StorageUnavailableException> WriteUntilRefusedAsync(SqliteDatabase database, List<string> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
                await AddAsync(database, $"{number}", acknowledged);
        }
        catch (StorageUnavailableException refusal)
        {
            return refusal;
        }
    }

    private static async Task AddAsync(SqliteDatabase database, string name, List<string> acknowledged)
    {
        await database.WriteAsync(session => session.ExecuteAsync("insert into note (text) values (@text)", new { text = name + Words }), CancellationToken.None);
        acknowledged.Add(name);
    }

    private static async Task<IReadOnlyList<string>> NotesAsync(SqliteDatabase database) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<string>("select text from note"), CancellationToken.None)).Select(text => text.TrimEnd('w'))];
}
