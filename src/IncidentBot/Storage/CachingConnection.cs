using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>
/// A connection that caches its prepared statements by their text: the program runs the same few statements again and again, and SQLite spends longer on
/// parsing one than on running it. For one thread at a time, like the connection inside.
/// </summary>
internal sealed class CachingConnection(SqliteConnection inner) : DbConnection
{
    // Far more than the program has statements.
    private const int MaxStatements = 256;

    private readonly Dictionary<string, SqliteCommand> _idle = [];
    private readonly Dictionary<string, PreparedStatement?> _prepared = [];

    public SqliteConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    /// <summary>The command with this text, prepared if it was used before.</summary>
    internal SqliteCommand Rent(string sql)
    {
        if (_idle.Remove(sql, out var cached))
            return cached;

        var command = inner.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Puts a command back into the cache.</summary>
    internal void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (_idle.Count >= MaxStatements || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    /// <summary>The statement with this text; null when only the provider can execute it, because the text holds several.</summary>
    internal PreparedStatement? Prepared(string sql)
    {
        if (_prepared.TryGetValue(sql, out var cached))
            return cached;

        return _prepared.Count < MaxStatements ? _prepared[sql] = PreparedStatement.TryPrepare(inner, sql) : null;
    }

    /// <summary>Runs the statement once for each row, with the row's values as its numbered parameters.</summary>
    internal void ExecuteEach(string sql, IReadOnlyList<object?[]> rows)
    {
        var statement = Prepared(sql) ?? throw new InvalidOperationException($"This is not one statement: {sql}");
        foreach (var row in rows)
            statement.Execute(row);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new CachedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values)
                command.Dispose();
            foreach (var statement in _prepared.Values)
                statement?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
