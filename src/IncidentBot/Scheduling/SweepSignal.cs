using System.Threading.Channels;
using NodaTime;

namespace IncidentBot.Scheduling;

/// <summary>Tells the sweeps that something is due before their next regular run.</summary>
internal sealed class SweepSignal(Clock clock)
{
    /// <summary>How often the sweeps run without a signal.</summary>
    public static readonly Duration Heartbeat = Duration.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Instant? _earliest;

    /// <summary>Something is due then. It may be called from any thread and after every commit: it is cheap.</summary>
    public void Wake(Instant dueAt)
    {
        if (dueAt - clock.Now >= Heartbeat)
            return;

        lock (_gate)
            _earliest = _earliest is { } known && known < dueAt ? known : dueAt;

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits for a signal.</summary>
    /// <returns>The earliest instant that was signalled since the last call.</returns>
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
