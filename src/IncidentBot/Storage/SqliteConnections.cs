using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>Opens connections to the file and sets them up.</summary>
internal static class SqliteConnections
{
    // Only a foreign program can hold the write lock. Slack waits three seconds for an answer, so this limit must be shorter.
    private const int BusySeconds = 2;

    // SQLite takes these settings only before the first connection of the process. Each connection is used by one thread at a time and the program never asks
    // for SQLite's memory statistics, so neither needs its locks.
    static SqliteConnections()
    {
        Batteries_V2.Init();
        Configure(raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD));
        Configure(raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0));
    }

    public static SqliteConnection OpenWriter(string path) => Open(path, SqliteOpenMode.ReadWriteCreate,
        """
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma foreign_keys = on;
        pragma temp_store = memory;
        pragma cache_size = -32768;
        pragma wal_autocheckpoint = 4000;
        """);

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadWrite,
        """
        pragma query_only = on;
        pragma temp_store = memory;
        """);

    /// <summary>A single file without a write-ahead log: for a copy.</summary>
    public static SqliteConnection OpenPlain(string path) => Open(path, SqliteOpenMode.ReadWriteCreate, "");

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Configure(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(
                $"SQLite cannot be configured (code {result}): another connection was opened before the first one of {nameof(SqliteConnections)}.");
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            DefaultTimeout = BusySeconds,
            Pooling = false,
        }.ConnectionString);

        try
        {
            connection.Open();
            connection.Run($"pragma busy_timeout = {BusySeconds * 1000}; {pragmas}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
