using System.Threading.Channels;
using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>Tells the sweeps that something falls due before they would have looked by themselves.</summary>
internal sealed class SweepSignal(Clock clock)
{
    /// <summary>The sweeps look this often without being told.</summary>
    public static readonly Duration Heartbeat = Duration.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Instant? _earliest;

    /// <summary>Something is due then. May be called from any thread, and after every commit: it costs next to nothing.</summary>
    public void Wake(Instant dueAt)
    {
        if (dueAt - clock.Now >= Heartbeat)
            return;

        lock (_gate)
            _earliest = _earliest is { } known && known < dueAt ? known : dueAt;

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits for a signal; the earliest of those given since the last call.</summary>
    public async Task<Instant> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _signal.Reader.ReadAsync(cancellationToken);
            lock (_gate)
            {
                if (_earliest is not { } earliest)
                    continue;

                _earliest = null;
                return earliest;
            }
        }
    }
}
