using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A statement that is put with those that wait when it is executed.</summary>
internal sealed class PostedCommand(PostedStatements statements) : DbCommand
{
    private readonly NpgsqlBatchCommand _statement = new();

    [AllowNull]
    public override string CommandText
    {
        get => _statement.CommandText;
        set => _statement.CommandText = value ?? "";
    }

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType
    {
        get => _statement.CommandType;
        set => _statement.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => statements;
        set => throw new NotSupportedException("A statement belongs to its unit.");
    }

    protected override DbParameterCollection DbParameterCollection => _statement.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery()
    {
        // Dapper empties a command's parameters when it is done with it: those that wait need a list of their own.
        var waiting = new NpgsqlBatchCommand(_statement.CommandText);
        NpgsqlParameter[] parameters = [.. _statement.Parameters.Cast<NpgsqlParameter>()];
        _statement.Parameters.Clear();
        waiting.Parameters.AddRange(parameters);
        statements.Add(waiting);
        // As a provider says that does not know.
        return -1;
    }

    public override object ExecuteScalar() => throw NoOutcome();

    public override void Prepare()
    {
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw NoOutcome();

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    private static NotSupportedException NoOutcome() => new("A statement that waits has no outcome yet.");
}
