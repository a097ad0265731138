using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Brings a PostgreSQL database to the program's schema. Replicas that start together take turns: a lock of the session, which the server drops with its
/// holder's connection, however that ends.
/// </summary>
internal static partial class PostgresSchema
{
    // The oldest that its makers still mend.
    private static readonly Version OldestServer = new(13, 0);

    // Two numbers that no other program is likely to have chosen.
    private const string LockKey = "1229868101, 1651471215";

    /// <exception cref="StorageUnavailableException">The database cannot be used, or not by this program.</exception>
    public static void BringUpToDate(PostgresServer server, Migrator migrator, ILogger logger)
    {
        using var connection = new NpgsqlConnection(server.Migrating);
        try
        {
            connection.Open();
            if (connection.PostgreSqlVersion < OldestServer)
                throw new StorageUnavailableException($"The PostgreSQL server of {server.Name} is version {connection.ServerVersion}; it must be {OldestServer.Major} or later.");
            TakeTurn(connection, logger);
            migrator.Migrate(connection, server.Name);
            if (connection.QuerySingle<string>("show synchronous_commit") == "off")
                Log.NotDurable(logger, server.Name);
            Log.Opened(logger, server.Name, connection.ServerVersion);
        }
        catch (NpgsqlException e)
        {
            throw PostgresFailure.From(server.Name, e);
        }
    }

    private static void TakeTurn(NpgsqlConnection connection, ILogger logger)
    {
        if (connection.QuerySingle<bool>($"select pg_try_advisory_lock({LockKey})"))
            return;
        Log.Waits(logger);
        connection.Execute($"select pg_advisory_lock({LockKey})");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the PostgreSQL database {Server}, version {Version}")]
        public static partial void Opened(ILogger logger, string server, string version);

        [LoggerMessage(Level = LogLevel.Information, Message = "Another replica is bringing the schema up to date; waiting for it")]
        public static partial void Waits(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The PostgreSQL database {Server} has synchronous_commit off: what it loses in a crash was acknowledged. Switch it on")]
        public static partial void NotDurable(ILogger logger, string server);
    }
}
