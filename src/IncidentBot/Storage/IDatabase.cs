namespace IncidentBot.Storage;

/// <summary>
/// The database as units of work. A unit's work talks to its <see cref="DbSession"/> and awaits nothing else: on SQLite all
/// writers share one connection, and a unit that waited for the world would make everybody wait.
/// </summary>
internal interface IDatabase
{
    /// <summary>Whether other processes may be at work on the same data: nothing may be taken from them on the ground that we have just started.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Runs one atomic unit. When the task completes its rows are on the disk. An exception in <paramref name="work"/> undoes
    /// this unit alone and reaches this caller alone. Cancelling takes a unit out of the queue; one that has begun is finished.
    /// A unit may be undone and run again because of a rival, or of a neighbour that failed: its work has no effect but its rows.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Too much is queued up already; nothing was done.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be reached; nothing was done.</exception>
    /// <exception cref="CommitInDoubtException">The server went away during the commit; the unit is stored or it is not.</exception>
    Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken);

    /// <summary>Runs queries that all see the same committed state. Cannot write.</summary>
    Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken);
}
