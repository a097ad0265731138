using IncidentBot.Observability;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage.StaticMirror;

/// <summary>
/// Writes the copy at the start, within a second of every public change, and at a fixed interval, so that its age is correct.
/// It only reads published data, so no publication waits for it.
/// </summary>
internal sealed partial class MirrorService(
    SnapshotSource source,
    MirrorWriter writer,
    MirrorCommand command,
    MirrorState state,
    MirrorSettings settings,
    BotMetrics metrics,
    Clock clock,
    TimeProvider time,
    ILogger<MirrorService> logger) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The pause before a retry after a failure.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    private PublicSnapshot? _copied;
    private long _triedAt;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.WatchCopy(() => state.Age);
        using var timer = new PeriodicTimer(CheckInterval, time);
        try
        {
            do
                await CopyAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
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
            (_copied, _triedAt, _hasFailed) = (snapshot, time.GetTimestamp(), false);
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
            // There is nothing to copy, and the source has logged it.
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotWritten(logger, failure, settings.Folder);
            Fail(failure is IOException or UnauthorizedAccessException
                ? $"the folder could not be written ({failure.GetType().Name})"
                : $"the files could not be rendered ({failure.GetType().Name})");
        }
    }

    // A snapshot read again with the same version is no change.
    private bool IsDue(PublicSnapshot snapshot) =>
        _copied is null || _copied.Facts.Version != snapshot.Facts.Version || _copied.StaleSince != snapshot.StaleSince
        || time.GetElapsedTime(_triedAt) >= (_hasFailed && RetryDelay < settings.Every ? RetryDelay : settings.Every);

    private async Task<string?> RunAsync(string wanted, CancellationToken cancellationToken)
    {
        var outcome = await command.RunAsync(wanted, settings.Folder, settings.CommandTimeout, cancellationToken);
        if (outcome.Problem is null)
            Log.CommandSucceeded(logger, outcome.Output);
        else
            Log.CommandFailed(logger, outcome.Problem, outcome.Output);
        return outcome.Problem is null ? null : $"the command failed: {outcome.Problem}";
    }

    private void Fail(string problem)
    {
        _hasFailed = true;
        metrics.CopyFailed();
        state.Failed(problem);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Wrote {Files} files of the status page to {Folder}")]
        public static partial void Written(ILogger logger, int files, string folder);

        [LoggerMessage(Level = LogLevel.Error, Message = "The copy of the status page could not be written to {Folder}")]
        public static partial void NotWritten(ILogger logger, Exception failure, string folder);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The command for the copy of the status page succeeded: {Output}")]
        public static partial void CommandSucceeded(ILogger logger, string output);

        [LoggerMessage(Level = LogLevel.Error, Message = "The command for the copy of the status page failed: {Problem}. Its output: {Output}")]
        public static partial void CommandFailed(ILogger logger, string problem, string output);
    }
}
