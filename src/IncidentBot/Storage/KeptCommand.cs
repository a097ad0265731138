using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>One use of a kept statement: borrowed when the text is set, given back when disposed.</summary>
internal sealed class KeptCommand(KeptStatements connection) : DbCommand
{
    private SqliteCommand? _borrowed;
    private SqliteTransaction? _transaction;
    private bool _rewritten;

    [AllowNull]
    public override string CommandText
    {
        get => _borrowed?.CommandText ?? "";
        set
        {
            if (_borrowed is null)
            {
                _borrowed = connection.Take(value ?? "");
                return;
            }

            // Dapper writes a list of values out into the text while it is adding parameters. Such a text is used once.
            _borrowed.CommandText = value;
            _rewritten = true;
        }
    }

    public override int CommandTimeout
    {
        get => Statement.CommandTimeout;
        set => Statement.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
                throw new NotSupportedException("There is nothing but text.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A statement belongs to the connection that keeps it.");
    }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set => _transaction = (SqliteTransaction?)value;
    }

    private SqliteCommand Statement => _borrowed ?? throw new InvalidOperationException("The text must be set first.");

    public override void Cancel() => Statement.Cancel();

    public override int ExecuteNonQuery() =>
        !_rewritten && connection.Bare(CommandText) is { IsReading: false } bare ? bare.Execute(Statement.Parameters) : Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    public override void Prepare() => Ready().Prepare();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        !_rewritten && connection.Bare(CommandText) is { IsReading: false } bare ? bare.Read(Statement.Parameters) : Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _borrowed is { } borrowed)
        {
            _borrowed = null;
            if (_rewritten)
                borrowed.Dispose();
            else
                connection.Keep(borrowed);
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        Statement.Transaction = _transaction;
        return Statement;
    }
}
