namespace IncidentBot.Storage;

/// <summary>
/// The database as units of work. A unit uses its <see cref="DbSession"/> and awaits nothing else: on SQLite all writers share one connection, so a unit that
/// waits for a network would block every other writer.
/// </summary>
internal interface IDatabase
{
    /// <summary>Whether other processes may use the same data. If so, a start must not take over claims, because their holders may be alive.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Runs one atomic unit. When the task completes, its rows are on the disk. An exception in <paramref name="work"/> rolls back this unit only and reaches
    /// its caller only. Cancellation takes a unit out of the queue; a unit that has begun is finished. A unit may be rolled back and run again, because of a
    /// concurrent unit or of a failed one in the same commit: <paramref name="work"/> must have no effect other than its rows.
    /// </summary>
    /// <exception cref="DatabaseBusyException">The queue is full; nothing was done.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be reached; nothing was done.</exception>
    /// <exception cref="CommitInDoubtException">The connection was lost during the commit; the unit may or may not be stored.</exception>
    Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken);

    /// <summary>Runs queries that all see the same committed state. Cannot write.</summary>
    Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken);
}
