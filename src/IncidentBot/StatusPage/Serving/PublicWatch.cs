namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Looks from time to time even when nobody reads, so that there is a last state to show when the database goes away, however quiet it was before.
/// </summary>
internal sealed class PublicWatch(SnapshotSource source, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await source.ReadAsync(cancellationToken);
        }
        catch (PublicStateUnknownException)
        {
            // The source has said so in the log; the next look comes.
        }
    }
}
