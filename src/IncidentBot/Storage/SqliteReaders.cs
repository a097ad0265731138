using System.Collections.Concurrent;

namespace IncidentBot.Storage;

/// <summary>A pool of reading connections, opened on demand. In WAL mode readers and the writer do not wait for each other.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private const int MaxConnections = 8;

    private readonly ConcurrentBag<CachingConnection> _idle = [];
    private readonly SemaphoreSlim _slots = new(MaxConnections, MaxConnections);

    /// <summary>Runs <paramref name="work"/> in one read transaction, so that all its queries see the same state.</summary>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var connection = _idle.TryTake(out var idle) ? idle : new CachingConnection(SqliteConnections.OpenReader(path));
            return await ReadAsync(connection, work);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<T> ReadAsync<T>(CachingConnection connection, Func<DbSession, Task<T>> work)
    {
        try
        {
            T result;
            using (var transaction = connection.Inner.BeginTransaction(deferred: true))
            {
                var session = new DbSession(connection, transaction);
                result = await work(session);
                session.End();
                transaction.Commit();
            }

            _idle.Add(connection);
            return result;
        }
        catch
        {
            // Its state is unknown, so the next reader gets a new connection.
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();

        _slots.Dispose();
    }
}
