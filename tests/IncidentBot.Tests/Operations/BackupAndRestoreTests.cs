using IncidentBot.Configuration;
using IncidentBot.Operations;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Operations;

/// <summary>A copy taken at any moment is a whole database, and can take the original's place.</summary>
public sealed class BackupAndRestoreTests
{
    private DatabaseFile _file = null!;

    private StorageOptions Options => new() { Path = _file.Path };

    private string Copy => Path.Combine(_file.Folder, "copy.db");

    [SetUp]
    public void MakeFolder() => _file = new DatabaseFile();

    [TearDown]
    public async Task RemoveFolder() => await _file.DisposeAsync();

    [Test]
    public async Task A_backup_under_load_holds_everything_acknowledged_before_it_and_no_half_unit()
    {
        await using var database = _file.Open();
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(writer)).ToList();
        await Eventually.IsTrueAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) > 200));

        var before = Volatile.Read(ref acknowledged);
        var told = BackupCommand.Run(Options, Copy);
        var during = Volatile.Read(ref acknowledged);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        using var copy = new SqliteReaders(Copy);
        var rows = await copy.ReadAsync(session => session.SingleAsync<int>("select count(*) from delivery"), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            // Each unit writes two rows.
            Assert.That(rows, Is.GreaterThanOrEqualTo(2 * before));
            Assert.That(rows % 2, Is.Zero);
            Assert.That(during, Is.GreaterThanOrEqualTo(before));
            Assert.That(told, Does.Contain(Copy).And.Contain("verified"));
        }

        async Task WriteAsync(int writer)
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await database.WriteAsync(session => TwoRowsAsync(session, $"{writer}-{number}"), CancellationToken.None);
                Interlocked.Increment(ref acknowledged);
            }
        }
    }

    [Test]
    public async Task A_restored_backup_is_the_database_again_and_what_was_there_is_kept()
    {
        await using (var database = _file.Open())
        {
            await database.WriteAsync(session => TwoRowsAsync(session, "old"), CancellationToken.None);
            BackupCommand.Run(Options, Copy);
            await database.WriteAsync(session => TwoRowsAsync(session, "new"), CancellationToken.None);
        }

        var told = RestoreCommand.Run(Options, Copy, _file.Clock);

        await using var restored = _file.Open();
        var keys = await restored.ReadAsync(session => session.QueryAsync<string>("select key from delivery order by key"), CancellationToken.None);
        var kept = Directory.GetFiles(_file.Folder, "test.db.before-*").Single(path => !path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal));
        using var before = new SqliteReaders(kept);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys, Is.EqualTo(new[] { "old-1", "old-2" }));
            Assert.That(await before.ReadAsync(session => session.SingleAsync<int>("select count(*) from delivery"), CancellationToken.None), Is.EqualTo(4));
            Assert.That(told, Does.Contain(kept));
        }
    }

    [Test]
    public async Task Nothing_is_restored_under_a_running_bot()
    {
        await using var database = _file.Open();
        BackupCommand.Run(Options, Copy);

        Assert.That(() => RestoreCommand.Run(Options, Copy, _file.Clock), Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("already running"));
    }

    [Test]
    public async Task A_damaged_a_foreign_and_a_newer_file_are_refused_and_the_database_stays_as_it_is()
    {
        await using (var database = _file.Open())
        {
            await database.WriteAsync(session => TwoRowsAsync(session, "kept"), CancellationToken.None);
            BackupCommand.Run(Options, Copy);
        }

        var newer = Path.Combine(_file.Folder, "newer.db");
        File.Copy(Copy, newer);
        using (var connection = SqliteConnections.OpenPlain(newer))
            connection.Run("insert into schema_migration (version, name, checksum, applied_at) values (999, 'future', 'x', 0)");
        var foreign = Path.Combine(_file.Folder, "foreign.db");
        await File.WriteAllTextAsync(foreign, "this is no database, but a letter");
        var damaged = Path.Combine(_file.Folder, "damaged.db");
        var bytes = await File.ReadAllBytesAsync(Copy);
        Array.Fill<byte>(bytes, 0xA5, bytes.Length / 2, bytes.Length / 4);
        await File.WriteAllBytesAsync(damaged, bytes);

        using (Assert.EnterMultipleScope())
        {
            foreach (var (file, why) in new[] { (newer, "newer IncidentBot"), (foreign, "not a database"), (damaged, "damaged"), (Path.Combine(_file.Folder, "none.db"), "no file") })
                Assert.That(() => RestoreCommand.Run(Options, file, _file.Clock), Throws.TypeOf<OperatorException>().With.Message.Contains(why), file);
        }

        await using var still = _file.Open();
        Assert.That(await still.ReadAsync(session => session.SingleAsync<int>("select count(*) from delivery"), CancellationToken.None), Is.EqualTo(2));
        Assert.That(Directory.GetFiles(_file.Folder, "*.restoring*"), Is.Empty);
    }

    [Test]
    public async Task A_backup_is_never_written_over_another_file_and_needs_a_database()
    {
        await using (_file.Open())
            await File.WriteAllTextAsync(Copy, "precious");

        Assert.That(() => BackupCommand.Run(Options, Copy), Throws.TypeOf<OperatorException>().With.Message.Contains("exists already"));
        Assert.That(() => BackupCommand.Run(new StorageOptions { Path = Copy + ".none" }, Copy), Throws.TypeOf<OperatorException>().With.Message.Contains("Storage:Path"));
        Assert.That(await File.ReadAllTextAsync(Copy), Is.EqualTo("precious"));
    }

    private static async Task<bool> TwoRowsAsync(DbSession session, string key)
    {
        var ledger = new DeliveryStore();
        await ledger.RecordAsync(session, $"{key}-1", NodaTime.Instant.FromUnixTimeSeconds(0), null);
        return await ledger.RecordAsync(session, $"{key}-2", NodaTime.Instant.FromUnixTimeSeconds(0), null);
    }
}
