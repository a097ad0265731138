using IncidentBot.Storage;

namespace IncidentBot.Tests.Outbox;

/// <summary>A database that can keep the result of one write from its caller: the row is stored, and the caller does not know it yet.</summary>
internal sealed class HeldDatabase(IDatabase inner) : IDatabase
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _holdNext;
    private int _completed;

    public bool IsShared => inner.IsShared;

    /// <summary>Completes when the held write is stored.</summary>
    public Task Stored => _stored.Task;

    /// <summary>How many writes have returned to their callers.</summary>
    public int Completed => Volatile.Read(ref _completed);

    public void HoldNextWrite() => Volatile.Write(ref _holdNext, 1);

    public void Release() => _released.SetResult();

    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var isHeld = Interlocked.Exchange(ref _holdNext, 0) == 1;
        var result = await inner.WriteAsync(work, cancellationToken);
        if (isHeld)
        {
            _stored.SetResult();
            await _released.Task;
        }

        Interlocked.Increment(ref _completed);
        return result;
    }

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) => inner.WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken) => inner.ReadAsync(work, cancellationToken);
}
