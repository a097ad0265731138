using IncidentBot.Observability;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage.EscapeCopy;

/// <summary>
/// Writes the copy at the start, within a second of every public change, and now and then so that its age stays true. It only reads what is published:
/// no publish waits for it.
/// </summary>
internal sealed partial class CopyService(
    PublicBoard board, CopyWriter writer, CopyCommand command, CopyState state, CopySettings settings, BotMetrics metrics, Clock clock, TimeProvider time, ILogger<CopyService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private Edition? copied;
    private long triedAt;

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

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var edition = await board.ReadAsync(cancellationToken);
            if (ReferenceEquals(edition, copied) && time.GetElapsedTime(triedAt) < settings.Every)
                return;
            (copied, triedAt) = (edition, time.GetTimestamp());
            var files = await writer.WriteAsync(edition, cancellationToken);
            Log.Written(logger, files, settings.Folder);
            if (settings.Command is { } wanted && await RunAsync(wanted, cancellationToken) is { } problem)
                Fail(problem);
            else
                state.Succeeded(clock.Now);
        }
        catch (PublicStateUnknownException)
        {
            // Nothing to copy. The board has said so in the log.
        }
        catch (Exception reason) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotWritten(logger, reason, settings.Folder);
            Fail($"the folder could not be written ({reason.GetType().Name})");
        }
    }

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
