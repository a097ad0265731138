using IncidentBot.Storage;
using IncidentBot.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.EndToEnd.Support;

/// <summary>A database file as a release before this one left it, with years of work in it; and what is in a file now.</summary>
internal static class EarlierDatabase
{
    private const string Rows =
        """
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
        insert into delivery (key, received_at, answer) select 'command:' || i, @now, hex(randomblob(100)) from n;

        with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
        insert into outbox (lane, kind, payload, state, next_attempt_at, created_at, done_at) select 'room:' || i, 'slack', hex(randomblob(200)), 'sent', @now, @now, @now from n;

        with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
        insert into incident (id, version, title, severity, phase, declared_by, declared_at, customer_impact, impact_number, is_private, is_security, last_promise, public_updates, components, run, run_since, ended_at)
        select i, 1, 'outage ' || i, 'Critical', 'Closed', 'U0ADA0001', @now, 0, 0, 0, 0, 0, 0, '[]', 1, @now, @now from n;
        """;

    private const string RowsThere =
        """
        select (select count(*) || ' ' || coalesce(sum(length(answer)), 0) from delivery) || ', '
            || (select count(*) || ' ' || coalesce(sum(length(payload)), 0) from outbox where state = 'sent') || ', '
            || (select count(*) || ' ' || coalesce(sum(length(title)), 0) from incident)
        """;

    /// <summary>What <see cref="FileContents.Rows"/> says where there are none.</summary>
    public const string NoRows = "0 0, 0 0, 0 0";

    public static IReadOnlyList<Migration> All { get; } = Migration.Embedded("Sqlite");

    /// <summary>Writes a file with the first so many migrations; from the second on there are incidents in it.</summary>
    public static void Write(string path, int migrations)
    {
        using var connection = SqliteConnections.OpenWriter(path);
        Migrate(connection, path, migrations);
        if (migrations < 2)
            return;
        using var fill = connection.CreateCommand();
        fill.CommandText = Rows;
        fill.Parameters.AddWithValue("@now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        fill.ExecuteNonQuery();
    }

    /// <summary>How many bytes are logged on the way from so many migrations to all.</summary>
    public static long LogFrom(int migrations) => InPassing(path =>
    {
        Write(path, migrations);
        using var connection = SqliteConnections.OpenWriter(path);
        Migrate(connection, path, All.Count);
        return new FileInfo(path + "-wal").Length;
    });

    /// <summary>What a file with so many migrations holds.</summary>
    public static FileContents Read(int migrations) => InPassing(path =>
    {
        Write(path, migrations);
        return Read(path);
    });

    /// <summary>What a file holds. It is copied first with its log, so that the look does not tidy it up.</summary>
    public static FileContents Read(string path)
    {
        return InPassing(copy =>
        {
            foreach (var part in new[] { "", "-wal" }.Where(part => File.Exists(path + part)))
                File.Copy(path + part, copy + part);
            using var connection = SqliteConnections.OpenPlain(copy);
            return Read(connection);
        });
    }

    private static void Migrate(SqliteConnection connection, string path, int migrations) =>
        new Migrator([.. All.Take(migrations)], new Clock(TimeProvider.System), NullLogger.Instance).Migrate(connection, path);

    // With a file of our own that is gone afterwards.
    private static T InPassing<T>(Func<string, T> look)
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-look-");
        try
        {
            return look(Path.Combine(folder.FullName, "look.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FileContents Read(SqliteConnection connection)
    {
        var tables = Ask(connection, "select name from sqlite_master where name not like 'sqlite_%' order by name");
        return new FileContents(
            Ask(connection, "pragma integrity_check").Single(),
            tables.Contains("schema_migration") ? [.. Ask(connection, "select version from schema_migration order by version").Select(int.Parse)] : [],
            tables,
            tables.Contains("incident")
                ? Ask(connection, RowsThere).Single()
                : NoRows);
    }

    private static IReadOnlyList<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read())
            values.Add(rows.GetString(0));
        return values;
    }
}

/// <param name="Integrity">SQLite's own word on it; "ok" when it is whole.</param>
/// <param name="Migrations">Which were applied.</param>
/// <param name="Objects">Tables and indexes.</param>
/// <param name="Rows">How much is in the tables that were there before.</param>
internal sealed record FileContents(string Integrity, IReadOnlyList<int> Migrations, IReadOnlyList<string> Objects, string Rows);
