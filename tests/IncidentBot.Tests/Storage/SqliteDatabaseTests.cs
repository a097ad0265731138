using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class SqliteDatabaseTests
{
    private static readonly Migration[] Schema = [new(1, "note", "create table note (id integer primary key, text text not null unique)")];

    [Test]
    public async Task A_commit_is_in_the_file_before_its_caller_hears_of_it()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        await database.WriteAsync(session => Add(session, "kept"), CancellationToken.None);

        var copy = Path.Combine(file.Folder, "as-after-a-crash.db");
        foreach (var suffix in new[] { "", "-wal" })
            File.Copy(file.Path + suffix, copy + suffix);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select text from note";

        Assert.That(command.ExecuteScalar(), Is.EqualTo("kept"));
    }

    [Test]
    public async Task Units_that_queue_up_share_a_commit()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var gate = new Gate(database);
        var pageBefore = new FileInfo(file.Path + "-wal").Length;

        var writes = Enumerable.Range(0, 100)
            .Select(number => database.WriteAsync(session => Add(session, $"{number:000}"), CancellationToken.None))
            .ToArray();
        gate.Open();
        await Task.WhenAll(writes);

        // Every commit writes each page it touched once more: a hundred of their own would be two hundred pages and more.
        Assert.That(new FileInfo(file.Path + "-wal").Length - pageBefore, Is.LessThan(20 * 4_200));
    }

    [Test]
    public async Task One_that_fails_in_the_middle_takes_nobody_along_and_nothing_is_done_twice()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var gate = new Gate(database);
        var heard = new List<string>();

        var before = database.WriteAsync(session => AddAndTell(session, "before", heard), CancellationToken.None);
        var failed = database.WriteAsync(
            async session =>
            {
                await AddAndTell(session, "failed", heard);
                throw new InvalidOperationException("in the middle");
            },
            CancellationToken.None);
        var after = database.WriteAsync(session => AddAndTell(session, "after", heard), CancellationToken.None);
        gate.Open();
        var outcome = await Try(failed);
        await Task.WhenAll(before, after);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.InstanceOf<InvalidOperationException>());
            Assert.That(await Texts(database), Is.EquivalentTo(new[] { "before", "after" }));
            Assert.That(heard, Is.EqualTo(new[] { "before", "after" }));
        }
    }

    [Test]
    public async Task One_that_fails_alone_leaves_nothing_and_the_next_is_not_held_up()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        await database.WriteAsync(session => Add(session, "taken"), CancellationToken.None);

        var outcome = await Try(database.WriteAsync(
            async session =>
            {
                await Add(session, "undone");
                await Add(session, "taken");
            },
            CancellationToken.None));
        await database.WriteAsync(session => Add(session, "next"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.InstanceOf<SqliteException>());
            Assert.That(await Texts(database), Is.EquivalentTo(new[] { "taken", "next" }));
        }
    }

    [Test]
    public async Task A_full_queue_says_so_at_once_and_does_nothing()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var gate = new Gate(database);
        var queued = Enumerable.Range(0, SqliteWriter.QueueLimit)
            .Select(number => database.WriteAsync(session => Add(session, $"{number}"), CancellationToken.None))
            .ToArray();

        var refused = database.WriteAsync(session => Add(session, "one too many"), CancellationToken.None);

        Assert.That(refused.IsFaulted, Is.True);
        Assert.That(refused.Exception!.InnerException, Is.InstanceOf<DatabaseBusyException>());
        gate.Open();
        await Task.WhenAll(queued);
        Assert.That(await Texts(database), Has.Count.EqualTo(SqliteWriter.QueueLimit).And.No.Member("one too many"));
    }

    [Test]
    public async Task A_unit_cancelled_in_the_queue_is_never_run()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var gate = new Gate(database);
        using var cancellation = new CancellationTokenSource();
        var cancelled = database.WriteAsync(session => Add(session, "cancelled"), cancellation.Token);

        await cancellation.CancelAsync();
        var outcome = await Try(cancelled);
        gate.Open();
        await database.WriteAsync(session => Add(session, "later"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.InstanceOf<OperationCanceledException>());
            Assert.That(await Texts(database), Is.EqualTo(new[] { "later" }));
        }
    }

    [Test]
    public async Task Closing_finishes_what_is_queued_and_takes_no_more()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var gate = new Gate(database);
        var queued = Enumerable.Range(0, 50)
            .Select(number => database.WriteAsync(session => Add(session, $"{number}"), CancellationToken.None))
            .ToArray();

        var closing = database.DisposeAsync().AsTask();
        var late = await Try(database.WriteAsync(session => Add(session, "late"), CancellationToken.None));
        gate.Open();
        await closing;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(queued, Has.All.Property(nameof(Task.IsCompletedSuccessfully)).True);
            Assert.That(late, Is.InstanceOf<ObjectDisposedException>());
            Assert.That(await Texts(file.Open(Schema)), Has.Count.EqualTo(50));
        }
    }

    [Test]
    public async Task Every_commit_waits_for_the_disk()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);

        var (synchronous, journal) = await database.WriteAsync(
            async session => (
                await session.SingleAsync<int>("pragma synchronous"),
                await session.SingleAsync<string>("pragma journal_mode")),
            CancellationToken.None);

        Assert.That((synchronous, journal), Is.EqualTo((2, "wal")));
    }

    private static Task Add(DbSession session, string text) =>
        session.ExecuteAsync("insert into note (text) values (@text)", new { text });

    private static async Task AddAndTell(DbSession session, string text, List<string> heard)
    {
        await Add(session, text);
        session.AfterCommit(() => heard.Add(text));
    }

    private static Task<IReadOnlyList<string>> Texts(IDatabase database) =>
        database.ReadAsync(session => session.QueryAsync<string>("select text from note order by id"), CancellationToken.None);

    private static async Task<Exception?> Try(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
