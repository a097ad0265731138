using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using NodaTime;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Statements whose outcome their unit does not ask for. They go to the server together, in one round trip. To Dapper it looks like a connection.
/// </summary>
internal sealed class StatementBatch(NpgsqlConnection connection, NpgsqlTransaction transaction) : DbConnection
{
    private NpgsqlBatch? _batch;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => throw new NotSupportedException("The connection is open already.");
    }

    public override string Database => connection.Database;

    public override string DataSource => connection.DataSource;

    public override string ServerVersion => connection.ServerVersion;

    public override ConnectionState State => connection.State;

    public void Add(string sql, object? args) => this.Execute(sql, args);

    /// <param name="sql">With a numbered parameter for each value.</param>
    /// <param name="rows">Text, number, boolean, instant or null.</param>
    public void AddRows(string sql, IReadOnlyList<object?[]> rows)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in rows.SelectMany(row => row))
            statement.Parameters.Add(new NpgsqlParameter { Value = value is Instant instant ? instant.ToUnixTimeMilliseconds() : value ?? DBNull.Value });
        Add(statement);
    }

    /// <summary>Executes the statements in their order. The first failure is thrown, and no statement after it is executed.</summary>
    public async Task SendAsync()
    {
        if (_batch is null)
            return;
        await using var batch = _batch;
        _batch = null;
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A unit of work stays in the database where it began.");

    public override void Open() => throw new NotSupportedException("The connection is open already.");

    public override void Close()
    {
    }

    internal void Add(NpgsqlBatchCommand statement)
    {
        _batch ??= new NpgsqlBatch(connection, transaction);
        _batch.BatchCommands.Add(statement);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("The unit's transaction is open already.");

    protected override DbCommand CreateDbCommand() => new BatchedCommand(this);
}
