using IncidentBot.Configuration;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>The database in one file, for one process. It is the default, and what it acknowledged survives <c>kill -9</c> and a power cut.</summary>
internal sealed partial class SqliteDatabase : IDatabase, IAsyncDisposable, IDisposable
{
    private readonly InstanceLease? _lease;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    private SqliteDatabase(InstanceLease? lease, SqliteWriter writer, SqliteReaders readers) =>
        (_lease, _writer, _readers) = (lease, writer, readers);

    /// <summary>Takes the lease, opens or creates the file, and migrates its schema.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be used; the message says what to do.</exception>
    public static SqliteDatabase Open(StorageOptions options, IReadOnlyList<Migration> migrations, Clock clock, ILogger logger)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
            throw new StorageUnavailableException("Storage:Path is empty. Set it to the database file, for example data/incidentbot.db.");

        var path = Path.GetFullPath(options.Path);
        var lease = InstanceLease.Take(path);
        try
        {
            var connection = OpenMigrated(path, new Migrator(migrations, clock, logger));
            Log.Opened(logger, path, connection.ServerVersion);
            return new SqliteDatabase(lease, new SqliteWriter(connection, logger), new SqliteReaders(path));
        }
        catch (SqliteException e)
        {
            lease.Dispose();
            throw StorageFailure.From(path, e);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public bool IsShared => false;

    /// <summary>
    /// Opens an existing file for a short operator command, without a lease and without migration. The bot may be running on it; the commits of both wait for
    /// each other, a few seconds at most.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The file cannot be used; the message says what to do.</exception>
    public static SqliteDatabase OpenBeside(StorageOptions options, ILogger logger)
    {
        var path = Path.GetFullPath(options.Path);
        if (!File.Exists(path))
            throw new StorageUnavailableException($"There is no database at {path}. Set Storage:Path to its file.");
        try
        {
            return new SqliteDatabase(lease: null, new SqliteWriter(SqliteConnections.OpenWriter(path), logger), new SqliteReaders(path));
        }
        catch (SqliteException e)
        {
            throw StorageFailure.From(path, e);
        }
    }

    public Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken) =>
        _readers.ReadAsync(work, cancellationToken);

    /// <summary>Finishes the queued units, closes the file, and releases the lease.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.DisposeAsync();
        _lease?.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static SqliteConnection OpenMigrated(string path, Migrator migrator)
    {
        var connection = SqliteConnections.OpenWriter(path);
        try
        {
            // SQLite opens a read-only file without complaint, and would fail only at the first write.
            if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
                throw StorageFailure.From(path, new UnauthorizedAccessException("the file is read-only"));
            migrator.Migrate(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the database {Path} with SQLite {Version}")]
        public static partial void Opened(ILogger logger, string path, string version);
    }
}
