using System.Net.Sockets;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace IncidentBot.Storage;

/// <summary>Decides whether a unit that failed on PostgreSQL may be retried, and explains the failure to an operator.</summary>
internal static class PostgresFailure
{
    /// <summary>
    /// Whether a unit that was rolled back may succeed in another attempt: it conflicted with another unit, or its connection broke. Not after a time-out,
    /// because the caller would wait twice as long.
    /// </summary>
    public static bool IsWorthRetrying(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: SerializationFailure or DeadlockDetected or UniqueViolation } => true,
        { InnerException: TimeoutException } => false,
        _ => IsLost(failure),
    };

    /// <summary>Whether the connection is lost, for a known reason or an unknown one.</summary>
    public static bool IsLost(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } => IsAway(state),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Whether the server answers but can store nothing until an operator acts.</summary>
    public static bool TakesNoWrites(NpgsqlException failure) =>
        failure is PostgresException { SqlState: DiskFull or ReadOnlySqlTransaction };

    public static StorageUnavailableException From(string server, NpgsqlException reason) => new(Sentence(server, reason), reason);

    // Classes 08 and 57P of https://www.postgresql.org/docs/current/errcodes-appendix.html: the session is over or cannot begin.
    private static bool IsAway(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state is AdminShutdown or CrashShutdown or CannotConnectNow or IdleSessionTimeout;

    private static string Sentence(string server, NpgsqlException reason) => (reason as PostgresException)?.SqlState switch
    {
        InvalidPassword or InvalidAuthorizationSpecification =>
            $"The PostgreSQL database {server} refused the login ({Words(reason)}). Correct Username and Password in Storage:ConnectionString.",
        InvalidCatalogName =>
            $"The PostgreSQL database {server} does not exist. Create it with createdb, or correct Database in Storage:ConnectionString.",
        InsufficientPrivilege =>
            $"The PostgreSQL database {server} refused access ({Words(reason)}). Make the account of Storage:ConnectionString the database's owner.",
        TooManyConnections or ConfigurationLimitExceeded =>
            $"The PostgreSQL database {server} has no free connection. Raise its max_connections, or lower Maximum Pool Size in Storage:ConnectionString.",
        ReadOnlySqlTransaction =>
            $"The PostgreSQL database {server} cannot be written: it is a standby or set to read only. Name the primary in Storage:ConnectionString.",
        DiskFull =>
            $"The disk of the PostgreSQL database {server} is full. Nothing can be saved until space is freed.",
        { } state when IsAway(state) =>
            $"The PostgreSQL database {server} is starting or shutting down. IncidentBot continues by itself when it is back.",
        null when reason.InnerException is SocketException or TimeoutException or IOException =>
            $"The PostgreSQL database {server} cannot be reached ({Words(reason)}). Check that it runs, and Host and Port in Storage:ConnectionString.",
        _ => $"The PostgreSQL database {server} cannot be used: {Words(reason)}.",
    };

    private static string Words(NpgsqlException reason) =>
        (reason is PostgresException server ? server.MessageText : reason.InnerException?.Message ?? reason.Message).TrimEnd('.');
}
