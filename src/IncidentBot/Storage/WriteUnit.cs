namespace IncidentBot.Storage;

/// <summary>A queued unit of work and its waiting caller.</summary>
internal abstract class WriteUnit
{
    private int _taken;

    /// <summary>Claims the unit for the writer, or for the caller's cancellation: the first claim wins.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public abstract Task RunAsync(DbSession session);

    public abstract void Succeed();

    public abstract void Fail(Exception reason);
}

/// <inheritdoc/>
internal sealed class WriteUnit<T>(Func<DbSession, Task<T>> work) : WriteUnit
{
    private readonly TaskCompletionSource<T> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _caller.Task;

    public override async Task RunAsync(DbSession session) => _result = await work(session);

    public override void Succeed() => _caller.SetResult(_result);

    public override void Fail(Exception reason) => _caller.SetException(reason);

    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryTake())
            _caller.SetCanceled(cancellationToken);
    }
}
