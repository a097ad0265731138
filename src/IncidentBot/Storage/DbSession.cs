using System.Data.Common;
using Dapper;

namespace IncidentBot.Storage;

/// <summary>
/// One unit of work's view of the database, until the unit ends. Rows map to types with settable or <c>init</c> properties, where numbers convert; a
/// constructor would have to match the types of the columns exactly.
/// </summary>
internal sealed class DbSession(
    DbConnection connection, DbTransaction? transaction, SqlDialect dialect = SqlDialect.Sqlite, StatementBatch? batch = null)
{
    private List<Action>? _afterCommit;
    private bool _ended;

    /// <summary>For the few statements that differ between the two databases.</summary>
    public SqlDialect Dialect => dialect;

    private DbConnection Connection => _ended
        ? throw new InvalidOperationException("This unit of work has ended; its session cannot be used any more.")
        : connection;

    private StatementBatch Batch => batch ?? throw new InvalidOperationException("This unit of work reads only.");

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null)
    {
        await SendBatchAsync();
        return (await Connection.QueryAsync<T>(sql, args, transaction)).AsList();
    }

    /// <summary>The only row, or <c>default</c> when there is none; more than one is an error.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? args = null)
    {
        await SendBatchAsync();
        return await Connection.QuerySingleOrDefaultAsync<T>(sql, args, transaction);
    }

    /// <summary>The only row; none or more than one is an error.</summary>
    public async Task<T> SingleAsync<T>(string sql, object? args = null)
    {
        await SendBatchAsync();
        return await Connection.QuerySingleAsync<T>(sql, args, transaction);
    }

    /// <returns>The number of changed rows.</returns>
    public async Task<int> ExecuteAsync(string sql, object? args = null)
    {
        await SendBatchAsync();
        return await Connection.ExecuteAsync(sql, args, transaction);
    }

    /// <summary>
    /// Executes a statement whose outcome the unit does not ask for. The order of statements is kept. On PostgreSQL the statement is sent together with the
    /// next one whose outcome is asked for, or before the commit; if it fails, the unit fails then.
    /// </summary>
    public Task ExecuteInBatchAsync(string sql, object? args = null)
    {
        if (batch is null)
            return ExecuteAsync(sql, args);
        ObjectDisposedException.ThrowIf(_ended, this);
        batch.Add(sql, args);
        return Task.CompletedTask;
    }

    /// <summary>Executes a statement over a list of rows, most often an insert, in the batch as above. An empty list is allowed.</summary>
    /// <param name="beginning">The statement before <c>values</c>.</param>
    /// <param name="rows">Each with a value for each column: text, number, boolean, instant or null.</param>
    /// <param name="ending">The statement after the values.</param>
    public Task ExecuteWithRowsAsync(string beginning, IReadOnlyList<object?[]> rows, string ending = "")
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        // On PostgreSQL one statement for all rows saves round trips. On SQLite it would be slower, because SQLite must be able to undo a part of it.
        if (Connection is CachingConnection caching)
            caching.ExecuteEach(RowsStatement.For(beginning, 1, rows[0].Length, ending), rows);
        else
            Batch.AddRows(RowsStatement.For(beginning, rows.Count, rows[0].Length, ending), rows);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Registers a short action for after the commit and before the caller's task completes. A unit that is rolled back does not run it. The action runs on the
    /// writer's thread: it may signal, but must not wait.
    /// </summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal Task SendBatchAsync() => batch?.SendAsync() ?? Task.CompletedTask;

    /// <summary>Ends the session.</summary>
    /// <returns>The actions for after the commit.</returns>
    internal IReadOnlyList<Action> End()
    {
        _ended = true;
        return _afterCommit ?? [];
    }
}
