using IncidentBot.Observability;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>
/// Writes the copy at the start, within a second of every public change, and now and then so that its age stays true. It only reads what is published:
/// no publish waits for it.
/// </summary>
internal sealed partial class MirrorService(
    SnapshotSource source, MirrorWriter writer, MirrorCommand command, MirrorState state, MirrorSettings settings, BotMetrics metrics, Clock clock, TimeProvider time, ILogger<MirrorService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>What failed is tried again after this, whether or not something changed.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private PublicSnapshot? copied;
    private long triedAt;
    private bool hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.WatchCopy(() => state.Age);
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            do
                await CopyAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Writes the copy if it is due.</summary>
    internal async Task CopyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await source.ReadAsync(cancellationToken);
            if (!IsDue(snapshot))
                return;
            (copied, triedAt, hasFailed) = (snapshot, time.GetTimestamp(), false);
            var written = await writer.WriteAsync(snapshot, cancellationToken);
            Log.Written(logger, written.Files, settings.Folder);
            if (settings.Command is { } wanted && await RunAsync(wanted, cancellationToken) is { } problem)
                Fail(problem);
            else
                state.Succeeded(clock.Now);
            if (written.Problem is { } gap)
                Fail(gap);
        }
        catch (PublicStateUnknownException)
        {
            // Nothing to copy. The source has said so in the log.
        }
        catch (Exception reason) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotWritten(logger, reason, settings.Folder);
            Fail(reason is IOException or UnauthorizedAccessException ? $"the folder could not be written ({reason.GetType().Name})" : $"the files could not be made ({reason.GetType().Name})");
        }
    }

    // The same words are read again twice a minute: that is nothing new.
    private bool IsDue(PublicSnapshot snapshot) =>
        copied is null || copied.Facts.Version != snapshot.Facts.Version || copied.StaleSince != snapshot.StaleSince
        || time.GetElapsedTime(triedAt) >= (hasFailed && AfterFailure < settings.Every ? AfterFailure : settings.Every);

    private async Task<string?> RunAsync(string wanted, CancellationToken cancellationToken)
    {
        var outcome = await command.RunAsync(wanted, settings.Folder, settings.CommandTimeout, cancellationToken);
        if (outcome.Problem is null)
            Log.Taken(logger, outcome.Output);
        else
            Log.NotTaken(logger, outcome.Problem, outcome.Output);
        return outcome.Problem is null ? null : $"the command did not do its work: {outcome.Problem}";
    }

    private void Fail(string problem)
    {
        hasFailed = true;
        metrics.CopyFailed();
        state.Failed(problem);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Wrote {Files} files of the status page to {Folder}")]
        public static partial void Written(ILogger logger, int files, string folder);

        [LoggerMessage(Level = LogLevel.Error, Message = "The copy of the status page could not be written to {Folder}")]
        public static partial void NotWritten(ILogger logger, Exception reason, string folder);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The command for the copy of the status page is done: {Output}")]
        public static partial void Taken(ILogger logger, string output);

        [LoggerMessage(Level = LogLevel.Error, Message = "The command for the copy of the status page did not do its work: {Problem}. It wrote: {Output}")]
        public static partial void NotTaken(ILogger logger, string problem, string output);
    }
}
