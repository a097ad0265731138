using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// One pool of connections and the queue in front of it. Whoever waits longer than the queue is long hears so at once, and nobody fails because a pool
/// was exhausted.
/// </summary>
internal sealed class PostgresUnits(PostgresServer server, string connectionString) : IAsyncDisposable
{
    public const int QueueLimit = 4_096;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);
    private readonly SemaphoreSlim _places = new(server.MostConnections, server.MostConnections);
    private int _waiting;
    private volatile bool _closed;

    /// <summary>Borrows a connection for the length of <paramref name="work"/>.</summary>
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
            // Its neighbours in the pool are most likely dead as well.
            _source.Clear();
            throw;
        }
        finally
        {
            _places.Release();
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
            await _places.WaitAsync(cancellationToken);
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
            // Not one that broke while it was used: there is no server to try again with.
            throw PostgresFailure.From(server.Name, e);
        }
    }
}
