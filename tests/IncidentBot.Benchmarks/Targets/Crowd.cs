using System.Globalization;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>A store full of open incidents, copied from a first one that was declared by a command.</summary>
internal static class Crowd
{
    /// <summary>Far in the future: only the reminders that a run makes due are due.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromHours(6);

    /// <summary>Creates the incidents, each with a room and a promise for later; the outbox is empty.</summary>
    public static void Fill(string path, int incidents)
    {
        using var connection = Open(path);
        var later = (DateTimeOffset.UtcNow + Later).ToUnixTimeMilliseconds();
        Run(connection, "delete from outbox; delete from reminder; update incident set internal_promised_for = @later", ("@later", later));
        foreach (var table in new[] { "incident", "timeline_entry" })
        {
            var key = table == "incident" ? "id" : "incident_id";
            var columns = Columns(connection, table);
            var values = columns.Select(column => column == key ? "n.value" : $"t.{column}");
            Run(
                connection,
                $"""
                with recursive n (value) as (select 2 union all select value + 1 from n where value < @count)
                insert into {table} ({string.Join(", ", columns)})
                select {string.Join(", ", values)}
                from n, {table} t
                where t.{key} = 1
                """,
                ("@count", incidents));
        }

        Run(
            connection,
            """
            delete from room;
            insert into room (incident_id, channel_id, name, topic, is_archived, opened_at)
            select id, 'C0INC' || id, 'inc-' || id, null, false, declared_at from incident;
            insert into reminder (incident_id, track, number, kind, due_at, state)
            select id, 'Internal', internal_promise, 'Due', internal_promised_for, 'armed' from incident;
            """);
    }

    /// <summary>Makes the first <paramref name="count"/> due, <paramref name="perSecond"/> each second after <paramref name="from"/>; zero makes all due at once.</summary>
    public static void MakeDue(string path, int count, DateTimeOffset from, int perSecond)
    {
        using var connection = Open(path);
        (string, object)[] values = [("@count", count), ("@from", from.ToUnixTimeMilliseconds()), ("@gap", perSecond == 0 ? 0 : 1_000.0 / perSecond)];
        Run(connection, "update incident set internal_promised_for = cast(@from + id * @gap as integer) where id <= @count", values);
        Run(connection, "update reminder set state = 'armed', decided_at = null, due_at = cast(@from + incident_id * @gap as integer) where incident_id <= @count", values);
    }

    /// <summary>The number of reminders that are still armed.</summary>
    public static int Armed(SqliteConnection connection, int count) => Convert.ToInt32(
        Scalar(connection, "select count(*) from reminder where state = 'armed' and incident_id <= @count", ("@count", count)), CultureInfo.InvariantCulture);

    /// <summary>The lateness of each reminder in milliseconds, in ascending order.</summary>
    public static IReadOnlyList<long> Lateness(string path, int count)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = "select decided_at - due_at from reminder where state = 'spoken' and incident_id <= @count order by 1";
        command.Parameters.AddWithValue("@count", count);
        using var reader = command.ExecuteReader();
        var late = new List<long>();
        while (reader.Read())
            late.Add(reader.GetInt64(0));
        return late;
    }

    public static SqliteConnection Open(string path) => SqliteConnections.OpenWriter(path);

    private static List<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select name from pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values) => Scalar(connection, sql, values);

    private static object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
