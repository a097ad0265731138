using System.Data;
using IncidentBot.Configuration;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// A PostgreSQL database, shared by any number of replicas. Each unit of work is a transaction of its own. A unit that conflicted with another one, or whose
/// connection was lost before the commit, is run again.
/// </summary>
internal sealed partial class PostgresDatabase : IDatabase, IAsyncDisposable, IDisposable
{
    private const int Attempts = 5;

    // A unit that awaits another write could wait for a connection that units like itself hold.
    private static readonly AsyncLocal<bool> InsideUnit = new();

    private readonly PostgresServer _server;
    private readonly PostgresUnits _writing;
    private readonly PostgresUnits _reading;
    private readonly ILogger _logger;

    private PostgresDatabase(PostgresServer server, ILogger logger)
    {
        (_server, _logger) = (server, logger);
        _writing = new PostgresUnits(server, server.Writing);
        _reading = new PostgresUnits(server, server.Reading);
    }

    public bool IsShared => true;

    /// <summary>Migrates the schema, one replica at a time.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be used; the message says what to do.</exception>
    public static PostgresDatabase Open(StorageOptions options, IReadOnlyList<Migration> migrations, Clock clock, ILogger logger)
    {
        var server = PostgresServer.Of(options.ConnectionString);
        PostgresSchema.BringUpToDate(server, new Migrator(migrations, clock, logger), clock, logger);
        return new PostgresDatabase(server, logger);
    }

    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (InsideUnit.Value)
            throw new InvalidOperationException("A unit of work must not start another write; use the session it was given.");

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _writing.RunAsync(connection => WriteAsync(connection, work), cancellationToken);
            }
            catch (NpgsqlException e) when (attempt < Attempts && PostgresFailure.IsWorthRetrying(e))
            {
                Log.Retried(_logger, attempt, e.SqlState ?? e.GetType().Name);
            }
            catch (NpgsqlException e) when (PostgresFailure.IsLost(e) || PostgresFailure.TakesNoWrites(e))
            {
                throw PostgresFailure.From(_server.Name, e);
            }
        }
    }

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _reading.RunAsync(connection => ReadAsync(connection, work), cancellationToken);
            }
            catch (NpgsqlException e) when (attempt < Attempts && PostgresFailure.IsWorthRetrying(e))
            {
                Log.Retried(_logger, attempt, e.SqlState ?? e.GetType().Name);
            }
            catch (NpgsqlException e) when (PostgresFailure.IsLost(e))
            {
                throw PostgresFailure.From(_server.Name, e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _writing.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<T> WriteAsync<T>(NpgsqlConnection connection, Func<DbSession, Task<T>> work)
    {
        InsideUnit.Value = true;
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var batch = new StatementBatch(connection, transaction);
        var session = new DbSession(connection, transaction, SqlDialect.Postgres, batch);
        IReadOnlyList<Action> afterCommit;
        T result;
        try
        {
            result = await work(session);
            await session.SendBatchAsync();
        }
        finally
        {
            afterCommit = session.End();
        }

        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException e) when (PostgresFailure.IsLost(e))
        {
            throw new CommitInDoubtException(e);
        }

        RunHooks(afterCommit);
        return result;
    }

    private static async Task<T> ReadAsync<T>(NpgsqlConnection connection, Func<DbSession, Task<T>> work)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, CancellationToken.None);
        var session = new DbSession(connection, transaction, SqlDialect.Postgres);
        try
        {
            var result = await work(session);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            session.End();
        }
    }

    private void RunHooks(IReadOnlyList<Action> hooks)
    {
        foreach (var hook in hooks)
        {
            try
            {
                hook();
            }
            catch (Exception e)
            {
                Log.HookFailed(_logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} of a unit of work was rolled back ({Reason}) and is retried")]
        public static partial void Retried(ILogger logger, int attempt, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "An action after a commit failed; the commit stands")]
        public static partial void HookFailed(ILogger logger, Exception exception);
    }
}
