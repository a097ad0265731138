using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>One use of a cached command: rented when the text is set, returned when disposed.</summary>
internal sealed class CachedCommand(CachingConnection connection) : DbCommand
{
    private SqliteCommand? _rented;
    private SqliteTransaction? _transaction;
    private bool _rewritten;

    [AllowNull]
    public override string CommandText
    {
        get => _rented?.CommandText ?? "";
        set
        {
            if (_rented is null)
            {
                _rented = connection.Rent(value ?? "");
                return;
            }

            // Dapper expands a list of values in the text while it adds the parameters. Such a text is used once.
            _rented.CommandText = value;
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
                throw new NotSupportedException("SQLite has commands of type text only.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command belongs to the connection that caches it.");
    }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set => _transaction = (SqliteTransaction?)value;
    }

    // A statement whose rows are being read cannot be used a second time.
    private PreparedStatement? Prepared => !_rewritten && connection.Prepared(CommandText) is { IsReading: false } prepared ? prepared : null;

    private SqliteCommand Statement => _rented ?? throw new InvalidOperationException("The text must be set first.");

    public override void Cancel() => Statement.Cancel();

    public override int ExecuteNonQuery() =>
        Prepared is { } prepared ? prepared.Execute(Statement.Parameters) : Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    public override void Prepare() => Ready().Prepare();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        Prepared is { } prepared ? prepared.Read(Statement.Parameters) : Ready().ExecuteReader(behavior);

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _rented is { } rented)
        {
            _rented = null;
            if (_rewritten)
                rented.Dispose();
            else
                connection.Return(rented);
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        Statement.Transaction = _transaction;
        return Statement;
    }
}
