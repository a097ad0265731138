using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class SqliteDatabaseTests
{
    private static readonly Migration[] Schema = [new(1, "note", "create table note (id integer primary key, text text not null unique)")];

    [Test]
    public async Task What_was_written_is_there_after_reopening()
    {
        await using var file = new DatabaseFile();
        var first = file.Open(Schema);
        await first.WriteAsync(session => Add(session, "kept"), CancellationToken.None);
        await first.DisposeAsync();

        var texts = await Texts(file.Open(Schema));

        Assert.That(texts, Is.EqualTo(new[] { "kept" }));
    }

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
    public async Task Among_many_units_only_the_bad_ones_are_undone()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Try(database.WriteAsync(
            async session =>
            {
                await Add(session, $"unit {number}");
                if (number % 7 == 0)
                    throw new InvalidOperationException($"bad {number}");
            },
            CancellationToken.None))));
        var texts = await Texts(database);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Is.EquivalentTo(Enumerable.Range(0, 500).Where(n => n % 7 != 0).Select(n => $"unit {n}")));
            Assert.That(
                outcomes.Select(outcome => outcome?.Message),
                Is.EqualTo(Enumerable.Range(0, 500).Select(n => n % 7 == 0 ? $"bad {n}" : null)));
        }
    }

    [Test]
    public async Task A_broken_constraint_undoes_the_whole_unit_and_no_other()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        await database.WriteAsync(session => Add(session, "taken"), CancellationToken.None);

        var good = database.WriteAsync(session => Add(session, "good"), CancellationToken.None);
        var bad = Try(database.WriteAsync(
            async session =>
            {
                await Add(session, "half");
                await Add(session, "taken");
            },
            CancellationToken.None));
        await good;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await bad, Is.InstanceOf<SqliteException>());
            Assert.That(await Texts(database), Is.EquivalentTo(["taken", "good"]));
        }
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
    public async Task Actions_after_the_commit_run_before_the_caller_goes_on_and_only_if_it_was_committed()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        var done = new List<string>();

        await database.WriteAsync(
            async session =>
            {
                session.AfterCommit(() => done.Add("committed"));
                await Add(session, "good");
            },
            CancellationToken.None);
        await Try(database.WriteAsync(
            session =>
            {
                session.AfterCommit(() => done.Add("undone"));
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.That(done, Is.EqualTo(new[] { "committed" }));
    }

    [Test]
    public async Task A_failing_action_after_the_commit_hurts_nobody()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);

        await database.WriteAsync(
            session =>
            {
                session.AfterCommit(() => throw new InvalidOperationException());
                return Add(session, "good");
            },
            CancellationToken.None);

        Assert.That(await Texts(database), Is.EqualTo(new[] { "good" }));
    }

    [Test]
    public async Task A_write_within_a_write_is_refused_instead_of_waiting_for_itself()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);

        var outcome = await Try(database.WriteAsync(
            _ => database.WriteAsync(inner => Add(inner, "inner"), CancellationToken.None), CancellationToken.None));

        Assert.That(outcome, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task A_session_is_of_no_use_after_its_unit()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);
        DbSession? kept = null;
        await database.WriteAsync(
            session =>
            {
                kept = session;
                return Add(session, "good");
            },
            CancellationToken.None);

        Assert.That(() => Add(kept!, "late"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_read_sees_one_state_and_cannot_write()
    {
        await using var file = new DatabaseFile();
        var database = file.Open(Schema);

        var counts = await database.ReadAsync(
            async session =>
            {
                var before = await session.SingleAsync<int>("select count(*) from note");
                await database.WriteAsync(writing => Add(writing, "meanwhile"), CancellationToken.None);
                return (before, after: await session.SingleAsync<int>("select count(*) from note"));
            },
            CancellationToken.None);
        var written = await Try(database.ReadAsync(
            session => session.ExecuteAsync("insert into note (text) values ('no')"), CancellationToken.None));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts, Is.EqualTo((0, 0)));
            Assert.That(written, Is.InstanceOf<SqliteException>());
            Assert.That(await Texts(database), Is.EqualTo(new[] { "meanwhile" }));
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
