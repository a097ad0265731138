using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>
/// The one connection that writes, and the thread that owns it. Group commit: it executes all queued units, commits once, and only then completes their
/// callers, because a durable commit costs far more than another row in it. A failed unit is rolled back alone; the others are run again without it.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    public const int QueueLimit = 4_096;
    private const int MaxPerCommit = 512;

    // A unit that queues another write and awaits it would deadlock.
    private static readonly AsyncLocal<bool> InsideUnit = new();

    private readonly CachingConnection _connection;
    private readonly ILogger _logger;
    private readonly Channel<WriteUnit> _queue = Channel.CreateBounded<WriteUnit>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;

    public SqliteWriter(SqliteConnection connection, ILogger logger)
    {
        _connection = new CachingConnection(connection);
        _logger = logger;
        // SQLite's calls block, so the loop has a thread of its own instead of one of the pool.
        new Thread(Run) { IsBackground = true, Name = "sqlite-writer" }.Start();
    }

    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (InsideUnit.Value)
            throw new InvalidOperationException("A unit of work must not start another write; use the session it was given.");

        cancellationToken.ThrowIfCancellationRequested();
        var unit = new WriteUnit<T>(work);
        if (!_queue.Writer.TryWrite(unit))
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            throw new DatabaseBusyException();
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((WriteUnit<T>)state!).Cancel(token), unit);
        return await unit.Completion;
    }

    /// <summary>Refuses further units, finishes the queued ones, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _queue.Writer.TryComplete();
        await _stopped.Task;
    }

    private void Run()
    {
        InsideUnit.Value = true;
        var group = new List<WriteUnit>(MaxPerCommit);

        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MaxPerCommit && _queue.Reader.TryRead(out var unit))
            {
                if (unit.TryTake())
                    group.Add(unit);
            }

            WriteGroup(group);
        }

        _connection.Dispose();
        _stopped.SetResult();
    }

    private void WriteGroup(List<WriteUnit> group)
    {
        try
        {
            // Failures are rare, and with a savepoint for each unit SQLite would copy every page before it changes it.
            if (!TryWriteTogether(group))
                WriteSeparately(group);
        }
        catch (Exception e)
        {
            Abandon(group, e);
        }
    }

    /// <returns>False when one of several failed: then nothing was written, and no caller has been completed.</returns>
    private bool TryWriteTogether(List<WriteUnit> group)
    {
        var written = new List<(WriteUnit, IReadOnlyList<Action>)>(group.Count);
        Step("begin immediate");
        foreach (var unit in group)
        {
            var session = new DbSession(_connection, transaction: null);
            try
            {
                unit.RunAsync(session).GetAwaiter().GetResult();
                written.Add((unit, session.End()));
            }
            catch (Exception e)
            {
                session.End();
                Undo();
                if (group.Count > 1)
                    return false;
                unit.Fail(StorageFailure.Explain(_connection.DataSource, e));
                return true;
            }
        }

        Step("commit");
        Complete(written);
        return true;
    }

    // Each with a savepoint, so that a failed unit is rolled back alone. Units that ran in the first attempt are run once more.
    private void WriteSeparately(List<WriteUnit> group)
    {
        var written = new List<(WriteUnit, IReadOnlyList<Action>)>(group.Count);
        var refused = new List<(WriteUnit Unit, Exception Reason)>();
        Step("begin immediate");
        foreach (var unit in group)
            WriteOne(unit, written, refused);
        Step("commit");

        Complete(written);
        foreach (var (unit, reason) in refused)
            unit.Fail(reason);
    }

    private void WriteOne(
        WriteUnit unit,
        List<(WriteUnit, IReadOnlyList<Action>)> written,
        List<(WriteUnit, Exception)> refused)
    {
        var session = new DbSession(_connection, transaction: null);
        Step("savepoint unit");
        try
        {
            unit.RunAsync(session).GetAwaiter().GetResult();
            written.Add((unit, session.End()));
        }
        catch (Exception e)
        {
            session.End();
            refused.Add((unit, StorageFailure.Explain(_connection.DataSource, e)));
            UndoOne(e);
        }

        Step("release unit");
    }

    private void UndoOne(Exception reason)
    {
        try
        {
            Step("rollback to unit");
        }
        catch (SqliteException)
        {
            // After a full disk or an input/output error SQLite has rolled back the whole transaction with this savepoint. The group is abandoned for the
            // reason of the unit's failure, not for this one.
            ExceptionDispatchInfo.Throw(reason);
        }
    }

    private void Abandon(List<WriteUnit> group, Exception thrown)
    {
        var reason = StorageFailure.Explain(_connection.DataSource, thrown);
        Log.CommitFailed(_logger, reason, group.Count);
        try
        {
            Undo();
        }
        catch (SqliteException e)
        {
            Log.RollbackFailed(_logger, e);
        }

        foreach (var unit in group)
            unit.Fail(reason);
    }

    // After some failures SQLite has rolled back the transaction itself.
    private void Undo()
    {
        if (raw.sqlite3_get_autocommit(_connection.Inner.Handle) == 0)
            Step("rollback");
    }

    private void Complete(List<(WriteUnit, IReadOnlyList<Action>)> written)
    {
        foreach (var (unit, afterCommit) in written)
        {
            RunHooks(afterCommit);
            unit.Succeed();
        }
    }

    private void RunHooks(IReadOnlyList<Action> hooks)
    {
        foreach (var hook in hooks)
        {
            try
            {
                hook();
            }
            catch (Exception e)
            {
                Log.HookFailed(_logger, e);
            }
        }
    }

    private void Step(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Units} units of work failed; none of them is stored")]
        public static partial void CommitFailed(ILogger logger, Exception exception, int units);

        [LoggerMessage(Level = LogLevel.Error, Message = "A failed transaction could not be rolled back")]
        public static partial void RollbackFailed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "An action after a commit failed; the commit stands")]
        public static partial void HookFailed(ILogger logger, Exception exception);
    }
}
