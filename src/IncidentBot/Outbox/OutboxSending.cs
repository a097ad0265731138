using IncidentBot.Configuration;
using IncidentBot.Observability;

namespace IncidentBot.Outbox;

/// <summary>Makes one attempt at one row and always returns an outcome.</summary>
internal sealed partial class OutboxSending(IEnumerable<IOutboxSender> senders, OutboxOptions options, TimeProvider time, ILogger<OutboxSending> logger)
{
    private readonly IOutboxSender[] _senders = [.. senders];

    public async Task<SendOutcome> AttemptAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (Array.Find(_senders, sender => sender.Handles(row.Kind)) is not { } chosen)
            return new SendOutcome.Dead($"no sender handles the kind {row.Kind}");

        using var activity = BotMetrics.Activities.StartActivity($"send {row.Kind}");
        activity?.SetTag("outbox.row", row.Id);
        using var tooLong = new CancellationTokenSource(options.LongestAttempt, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            return await chosen.SendAsync(row, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new SendOutcome.Uncertain(tooLong.IsCancellationRequested ? "no answer in time" : "the program was stopped");
        }
        catch (Exception e)
        {
            // The place of the failure is unknown, so the call may have been made.
            Log.SenderFailed(logger, e, row.Id, row.Kind);
            return new SendOutcome.Uncertain($"the sender failed: {e.GetType().Name}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sender of outbox row {Id} ({Kind}) failed; the row is retried")]
        public static partial void SenderFailed(ILogger logger, Exception exception, long id, string kind);
    }
}
