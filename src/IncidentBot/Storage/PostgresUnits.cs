using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// A pool of connections with a queue in front of it. A unit beyond the limit of the queue is refused at once; a unit in the queue does not fail because the
/// pool is exhausted.
/// </summary>
internal sealed class PostgresUnits(PostgresServer server, string connectionString) : IAsyncDisposable
{
    public const int QueueLimit = 4_096;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);
    private readonly SemaphoreSlim _slots = new(server.MaxConnections, server.MaxConnections);
    private int _waiting;
    private volatile bool _closed;

    /// <summary>Runs <paramref name="work"/> with a connection of the pool.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await EnterAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (NpgsqlException e) when (PostgresFailure.IsLost(e))
        {
            // The other connections in the pool are most likely dead as well.
            _source.Clear();
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _closed = true;
        return _source.DisposeAsync();
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > QueueLimit)
        {
            Interlocked.Decrement(ref _waiting);
            throw new DatabaseBusyException();
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            // The connection could not be opened, so a retry would not find a server either.
            throw PostgresFailure.From(server.Name, e);
        }
    }
}
