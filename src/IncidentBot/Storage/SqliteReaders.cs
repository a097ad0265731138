using System.Collections.Concurrent;

namespace IncidentBot.Storage;

/// <summary>A few reading connections, opened when first needed and kept. In WAL mode they neither wait for the writer nor hold it up.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private const int MostConnections = 8;

    private readonly ConcurrentBag<CachingConnection> _idle = [];
    private readonly SemaphoreSlim _places = new(MostConnections, MostConnections);

    /// <summary>Runs <paramref name="work"/> in one read transaction, so that all its queries see the same state.</summary>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var connection = _idle.TryTake(out var idle) ? idle : new CachingConnection(SqliteConnections.OpenReader(path));
            return await ReadAsync(connection, work);
        }
        finally
        {
            _places.Release();
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
            // Whatever state it is in, the next reader gets a fresh one.
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();

        _places.Dispose();
    }
}
