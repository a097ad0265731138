using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A command that joins the batch when it is executed.</summary>
internal sealed class BatchedCommand(StatementBatch batch) : DbCommand
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
        get => batch;
        set => throw new NotSupportedException("A command belongs to its batch.");
    }

    protected override DbParameterCollection DbParameterCollection => _statement.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery()
    {
        // Dapper clears the parameters of a command after its execution, so the batch needs a list of its own.
        var batched = new NpgsqlBatchCommand(_statement.CommandText);
        NpgsqlParameter[] parameters = [.. _statement.Parameters.Cast<NpgsqlParameter>()];
        _statement.Parameters.Clear();
        batched.Parameters.AddRange(parameters);
        batch.Add(batched);
        // The value of a provider that does not know the number of rows.
        return -1;
    }

    public override object ExecuteScalar() => throw NoOutcome();

    public override void Prepare()
    {
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw NoOutcome();

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    private static NotSupportedException NoOutcome() => new("A batched statement has no outcome yet.");
}
