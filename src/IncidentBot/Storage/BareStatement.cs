using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>
/// A prepared statement that changes something and has no rows to read. The provider looks up each parameter's name at each use, twice because Dapper's names
/// have no sign before them; here that is done once. See docs/decisions/0016.
/// </summary>
internal sealed class BareStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _expected;

    // By the order in which parameters come, which is the same at each use.
    private readonly List<(string Name, int Place)> _places = [];

    private BareStatement(sqlite3 database, sqlite3_stmt statement) =>
        (_database, _statement, _expected) = (database, statement, raw.sqlite3_bind_parameter_count(statement));

    /// <returns>Null when the text holds more than one statement, or none.</returns>
    public static BareStatement? TryPrepare(SqliteConnection connection, string sql)
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement, out var tail), database);
        if (statement.IsInvalid || !string.IsNullOrWhiteSpace(tail))
        {
            statement.Dispose();
            return null;
        }

        return new BareStatement(database, statement);
    }

    /// <returns>How many rows the latest insert, update or delete changed.</returns>
    /// <exception cref="SqliteException">As the provider would throw it.</exception>
    public int Execute(SqliteParameterCollection parameters)
    {
        Bind(parameters);
        int step;
        do
            step = raw.sqlite3_step(_statement);
        while (step == raw.SQLITE_ROW);

        // Says again what the step said.
        raw.sqlite3_reset(_statement);
        if (step != raw.SQLITE_DONE)
            Check(step, _database);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private static void Check(int code, sqlite3 database) => SqliteException.ThrowExceptionForRC(code, database);

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
            throw new InvalidOperationException($"The statement has {_expected} parameters and {bound} of them were given.");
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
        _ => throw new NotSupportedException($"A {value.GetType().Name} is no value of a column; instants, numbers, texts and booleans are."),
    };
}
