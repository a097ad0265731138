using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>
/// A prepared statement that finds the places of its parameters and the names and types of its columns once. The provider does so at each use, and twice for
/// each parameter, because Dapper's names have no sign before them. For one reader at a time. See docs/decisions/0016.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    // SQLITE_STMTSTATUS_REPREPARE, for which the binding has no constant.
    private const int Reprepared = 5;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _expected;
    private int _prepared;

    // In the order of the parameters, which is the same at each use.
    private readonly List<(string Name, int Place)> _places = [];

    private PreparedStatement(sqlite3 database, sqlite3_stmt statement)
    {
        (_database, _statement, _expected) = (database, statement, raw.sqlite3_bind_parameter_count(statement));
        Columns = ReadColumns();
    }

    /// <summary>The columns of its rows; empty for a statement without rows.</summary>
    public IReadOnlyList<RowColumn> Columns { get; private set; }

    /// <summary>Whether its rows are being read.</summary>
    public bool IsReading { get; private set; }

    /// <returns>Null when the text holds more than one statement, or none.</returns>
    public static PreparedStatement? TryPrepare(SqliteConnection connection, string sql)
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement, out var tail), database);
        if (statement.IsInvalid || !string.IsNullOrWhiteSpace(tail))
        {
            statement.Dispose();
            return null;
        }

        return new PreparedStatement(database, statement);
    }

    /// <returns>The number of rows that the latest insert, update or delete changed.</returns>
    /// <exception cref="SqliteException">The same as the provider throws.</exception>
    public int Execute(SqliteParameterCollection parameters)
    {
        Bind(parameters);
        return Run();
    }

    /// <param name="values">In the order of the numbered parameters: text, number, boolean, instant or null.</param>
    /// <inheritdoc cref="Execute(SqliteParameterCollection)"/>
    public int Execute(ReadOnlySpan<object?> values)
    {
        if (values.Length != _expected)
            throw new InvalidOperationException($"The statement has {_expected} parameters and {values.Length} were given.");
        for (var index = 0; index < values.Length; index++)
            Check(Bind(index + 1, values[index]), _database);
        return Run();
    }

    /// <summary>Starts reading its rows. The reader calls <see cref="End"/> when it is closed.</summary>
    /// <exception cref="SqliteException">The same as the provider throws.</exception>
    public RowReader Read(SqliteParameterCollection parameters)
    {
        Bind(parameters);
        IsReading = true;
        return new RowReader(this, _statement);
    }

    /// <summary>The next row, if there is one.</summary>
    internal bool Step()
    {
        var step = raw.sqlite3_step(_statement);
        NoticeChangedSchema();
        if (step is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            End();
            Check(step, _database);
        }

        return step == raw.SQLITE_ROW;
    }

    /// <summary>Resets the statement, so that it can be used again.</summary>
    internal void End()
    {
        // Returns the code of the last step once more.
        raw.sqlite3_reset(_statement);
        IsReading = false;
    }

    public void Dispose() => _statement.Dispose();

    private static void Check(int code, sqlite3 database) => SqliteException.ThrowExceptionForRC(code, database);

    // SQLite prepares a statement again by itself after a change of the schema.
    private void NoticeChangedSchema()
    {
        var prepared = raw.sqlite3_stmt_status(_statement, Reprepared, 0);
        if (prepared == _prepared)
            return;
        _prepared = prepared;
        Columns = ReadColumns();
    }

    private RowColumn[] ReadColumns() => [.. Enumerable.Range(0, raw.sqlite3_column_count(_statement)).Select(index => RowColumn.Of(_statement, index))];

    private int Run()
    {
        while (Step())
        {
        }

        End();
        return raw.sqlite3_changes(_database);
    }

    private void Bind(SqliteParameterCollection parameters)
    {
        var bound = 0;
        for (var index = 0; index < parameters.Count; index++)
        {
            var parameter = parameters[index];
            var place = PlaceOf(index, parameter.ParameterName);
            if (place == 0)
                continue;
            Check(Bind(place, parameter.Value), _database);
            bound++;
        }

        if (bound < _expected)
            throw new InvalidOperationException($"The statement has {_expected} parameters and {bound} were given.");
    }

    private int PlaceOf(int index, string name)
    {
        if (index < _places.Count && _places[index].Name == name)
            return _places[index].Place;

        var place = raw.sqlite3_bind_parameter_index(_statement, "@" + name);
        if (index < _places.Count)
            _places[index] = (name, place);
        else
            _places.Add((name, place));
        return place;
    }

    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, place),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        Instant instant => raw.sqlite3_bind_int64(_statement, place, instant.ToUnixTimeMilliseconds()),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be stored in a column; instants, numbers, texts and booleans can."),
    };
}
