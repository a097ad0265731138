using IncidentBot.Storage;

namespace IncidentBot.Tests.StatusPage;

/// <summary>A database that counts its reads, and can be made unreachable.</summary>
internal sealed class WatchedDatabase(IDatabase inner) : IDatabase
{
    private int reads;

    public int Reads => reads;

    public bool IsAway { get; set; }

    /// <summary>Whether reads hang forever.</summary>
    public bool IsHanging { get; set; }

    public bool IsShared => inner.IsShared;

    public Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken) => inner.WriteAsync(work, cancellationToken);

    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken cancellationToken) => inner.WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return IsHanging ? new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken)
            : IsAway ? Task.FromException<T>(new StorageUnavailableException("The database has gone away."))
            : inner.ReadAsync(work, cancellationToken);
    }
}

/// <summary>A clock whose timestamps follow the clock: a cache of two seconds lasts until the test moves the time.</summary>
internal sealed class SteadyTime(TimeProvider clock) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetUtcNow().Ticks;
}

/// <summary>A clock on which every timeout elapses at once.</summary>
internal sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
}
