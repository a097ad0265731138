using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Dapper;
using NodaTime;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Statements that can wait, because nobody asks for their outcome: they go to the server together, in one round trip. To Dapper it looks like a connection.
/// </summary>
internal sealed class PostedStatements(NpgsqlConnection connection, NpgsqlTransaction transaction) : DbConnection
{
    private NpgsqlBatch? _waiting;

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

    public void Post(string sql, object? args) => this.Execute(sql, args);

    /// <param name="sql">With numbered places for all the values.</param>
    /// <param name="rows">Text, number, boolean, instant or null.</param>
    public void PostRows(string sql, IReadOnlyList<object?[]> rows)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in rows.SelectMany(row => row))
            statement.Parameters.Add(new NpgsqlParameter { Value = value is Instant instant ? instant.ToUnixTimeMilliseconds() : value ?? DBNull.Value });
        Add(statement);
    }

    /// <summary>Carries out what waits. The first that fails is thrown, and none after it was carried out.</summary>
    public async Task SendAsync()
    {
        if (_waiting is null)
            return;
        await using var batch = _waiting;
        _waiting = null;
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A unit stays where it began.");

    public override void Open() => throw new NotSupportedException("The connection is open already.");

    public override void Close()
    {
    }

    internal void Add(NpgsqlBatchCommand statement)
    {
        _waiting ??= new NpgsqlBatch(connection, transaction);
        _waiting.BatchCommands.Add(statement);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("The unit's transaction is open already.");

    protected override DbCommand CreateDbCommand() => new PostedCommand(this);
}
