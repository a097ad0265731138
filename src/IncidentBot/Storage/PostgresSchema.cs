using Dapper;
using NodaTime;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Brings a PostgreSQL database to the program's schema. Replicas that start together migrate one after another, under a lock that the server releases with its
/// holder's connection, however that ends.
/// </summary>
internal static partial class PostgresSchema
{
    // Older servers are out of the support of the PostgreSQL project.
    private static readonly Version OldestServer = new(13, 0);

    // A claim outlives the longest call by fifteen seconds; replicas whose clocks differ by more would take over calls in flight.
    private static readonly Duration ClocksAgree = Duration.FromSeconds(5);

    // Two numbers that no other program is likely to use.
    private const string LockKey = "1229868101, 1651471215";

    /// <exception cref="StorageUnavailableException">The database cannot be used or migrated by this program.</exception>
    public static void BringUpToDate(PostgresServer server, Migrator migrator, Clock clock, ILogger logger)
    {
        using var connection = new NpgsqlConnection(server.Migrating);
        try
        {
            connection.Open();
            if (connection.PostgreSqlVersion < OldestServer)
            {
                throw new StorageUnavailableException(
                    $"The PostgreSQL server of {server.Name} is version {connection.ServerVersion}; it must be {OldestServer.Major} or later.");
            }

            TakeTurn(connection, logger);
            migrator.Migrate(connection, server.Name);
            if (connection.QuerySingle<string>("show synchronous_commit") == "off")
                Log.NotDurable(logger, server.Name);
            WarnOfClocks(connection, clock, logger);
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

    private static void WarnOfClocks(NpgsqlConnection connection, Clock clock, ILogger logger)
    {
        var theirs = Instant.FromUnixTimeMilliseconds(connection.QuerySingle<long>("select (extract(epoch from clock_timestamp()) * 1000)::bigint"));
        var ahead = clock.Now - theirs;
        if (ahead > ClocksAgree || ahead < -ClocksAgree)
            Log.ClocksDiffer(logger, ahead.TotalSeconds);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the PostgreSQL database {Server}, version {Version}")]
        public static partial void Opened(ILogger logger, string server, string version);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "This machine's clock is {Seconds:0} seconds ahead of the PostgreSQL server's (behind, if negative). Synchronize all machines by NTP")]
        public static partial void ClocksDiffer(ILogger logger, double seconds);

        [LoggerMessage(Level = LogLevel.Information, Message = "Another replica is migrating the schema; waiting for it")]
        public static partial void Waits(ILogger logger);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The PostgreSQL database {Server} has synchronous_commit off, so a crash can lose acknowledged changes. Switch it on")]
        public static partial void NotDurable(ILogger logger, string server);
    }
}
