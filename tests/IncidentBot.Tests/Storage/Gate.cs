using IncidentBot.Storage;

namespace IncidentBot.Tests.Storage;

/// <summary>Holds the writer inside a unit, so that what is written meanwhile queues up.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _open = new();

    public Gate(IDatabase database)
    {
        using var inside = new ManualResetEventSlim();
        Held = database.WriteAsync(
            _ =>
            {
                inside.Set();
                return _open.Task;
            },
            CancellationToken.None);
        inside.Wait();
    }

    public Task Held { get; }

    public void Open() => _open.SetResult();
}
