namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Reads the public data regularly, even without requests. So there is a recent snapshot to show when the database fails.
/// </summary>
internal sealed class SnapshotRefresher(SnapshotSource source, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await source.ReadAsync(cancellationToken);
        }
        catch (PublicStateUnknownException)
        {
            // The source has logged it, and the next interval retries.
        }
    }
}
