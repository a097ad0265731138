using System.Net.Sockets;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What went wrong between us and PostgreSQL: whether a unit may be run again, and a sentence an operator can act on.</summary>
internal static class PostgresFailure
{
    /// <summary>
    /// Of a unit that was undone: a rival was in the way, and on what the rival left it may well succeed; or its connection broke, and the next one may hold.
    /// Not when the server took too long: nobody waits for twice as long.
    /// </summary>
    public static bool MayRunAgain(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation } => true,
        { InnerException: TimeoutException } => false,
        _ => IsLost(failure),
    };

    /// <summary>The connection is gone, whether the server closed it or nobody knows why.</summary>
    public static bool IsLost(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } => IsAway(state),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>The server answers, but can store nothing until somebody has changed something.</summary>
    public static bool TakesNoWrites(NpgsqlException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction };

    public static StorageUnavailableException From(string server, NpgsqlException reason) => new(Sentence(server, reason), reason);

    // Classes 08 and 57P of https://www.postgresql.org/docs/current/errcodes-appendix.html: the session is over or cannot begin.
    private static bool IsAway(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.IdleSessionTimeout;

    private static string Sentence(string server, NpgsqlException reason) => (reason as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The PostgreSQL database {server} does not let us in ({Words(reason)}). Correct Username and Password in Storage:ConnectionString.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"The PostgreSQL database {server} does not exist. Create it with createdb, or correct Database in Storage:ConnectionString.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The PostgreSQL database {server} does not let us work ({Words(reason)}). Make the account of Storage:ConnectionString the database's owner.",
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded =>
            $"The PostgreSQL database {server} has no connection left for us. Raise max_connections there, or set a lower Maximum Pool Size in Storage:ConnectionString.",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            $"The PostgreSQL database {server} cannot be written: it is a standby or set to read only. Name the primary in Storage:ConnectionString.",
        PostgresErrorCodes.DiskFull =>
            $"The disk of the PostgreSQL database {server} is full. Nothing can be saved until there is room.",
        { } state when IsAway(state) =>
            $"The PostgreSQL database {server} is starting or being shut down. IncidentBot goes on by itself when it is back.",
        null when reason.InnerException is SocketException or TimeoutException or IOException =>
            $"The PostgreSQL database {server} cannot be reached ({Words(reason)}). See that it runs and that Host and Port in Storage:ConnectionString are right.",
        _ => $"The PostgreSQL database {server} cannot be used: {Words(reason)}.",
    };

    private static string Words(NpgsqlException reason) =>
        (reason is PostgresException server ? server.MessageText : reason.InnerException?.Message ?? reason.Message).TrimEnd('.');
}
