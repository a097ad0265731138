using IncidentBot.Configuration;
using IncidentBot.Observability;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>
/// Makes the calls of the outbox: claims the rows that are due, makes their calls in parallel, and records each result by itself. When the program stops, it
/// makes no further call and finishes the calls in flight.
/// </summary>
internal sealed partial class OutboxPump(
    OutboxStore store,
    OutboxSending sending,
    OutboxSignal signal,
    BotMetrics metrics,
    OutboxOptions options,
    OutboxRescheduler rescheduler,
    Clock clock,
    TimeProvider time,
    ILogger<OutboxPump> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly CallsInFlight _inFlight = new(options, time);
    private readonly List<Task> _calls = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        try
        {
            await UntilItWorksAsync(ReleaseAbandonedAsync, stoppingToken);
            while (true)
            {
                var sleep = LongestSleep;
                await UntilItWorksAsync(async token => sleep = await PumpAsync(giveUp.Token, token), stoppingToken);
                await signal.WaitAsync(sleep, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await CompleteAsync(giveUp);
        }
    }

    private async Task ReleaseAbandonedAsync(CancellationToken cancellationToken)
    {
        var abandoned = await store.ReleaseAbandonedAsync(clock.Now, cancellationToken);
        if (abandoned > 0)
            Log.Released(logger, abandoned);
    }

    /// <summary>Starts the calls that are due.</summary>
    /// <returns>How long there will be nothing to do, unless signalled.</returns>
    private async Task<TimeSpan> PumpAsync(CancellationToken giveUp, CancellationToken cancellationToken)
    {
        _calls.RemoveAll(call => call.IsCompleted);
        await RenewClaimsAsync(cancellationToken);
        var slots = _inFlight.FreeSlots;
        if (slots.AreTaken)
            return LongestSleep;

        var now = await rescheduler.ReadClockAsync(options.ClaimLease, cancellationToken);
        var rows = await store.ClaimAsync(now, options.ClaimLease, slots, _inFlight.Ids, cancellationToken);
        foreach (var row in rows)
        {
            _inFlight.Add(row);
            _calls.Add(CallAsync(row, giveUp));
        }

        // A completed call frees a slot and wakes the pump. Bulk rows in all their slots must not make the team's next row late.
        if (rows.Count(row => !row.Bulk) == slots.Urgent)
            return LongestSleep;

        var wait = await store.NextDueAsync(now, cancellationToken) is { } due ? (due - clock.Now).ToTimeSpan() : LongestSleep;
        return wait > LongestSleep ? LongestSleep : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // A call may last longer than a claim: a mail server has ten minutes for its answer. As long as this process lives no other replica must make the same
    // call.
    private async Task RenewClaimsAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var (rows, until) = (_inFlight.ToRenew(now, options.ClaimLease), now + options.ClaimLease);
        await store.RenewAsync(rows, now, until, cancellationToken);
        foreach (var row in rows)
            _inFlight.Renewed(row, until);
    }

    private async Task CallAsync(OutboxRow row, CancellationToken giveUp)
    {
        try
        {
            var outcome = await sending.AttemptAsync(row, giveUp);
            var verdict = DeliveryPolicy.Decide(row, outcome, clock.Now);
            Tell(row, outcome, verdict);
            metrics.Attempted(WordFor(outcome));
            // A result is recorded even while the program stops.
            if (!await store.MarkAsync(row, verdict, CancellationToken.None))
                Log.ClaimLost(logger, row.Id, row.Kind);
        }
        catch (Exception e)
        {
            Log.NotRecorded(logger, e, row.Id, row.Kind);
        }
        finally
        {
            _inFlight.Remove(row.Id);
            signal.Set();
        }
    }

    private static string WordFor(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.Skipped => "skipped",
        SendOutcome.Busy => "busy",
        SendOutcome.TryLater => "try_later",
        SendOutcome.Uncertain => "uncertain",
        _ => "dead",
    };

    private void Tell(OutboxRow row, SendOutcome outcome, OutboxVerdict verdict)
    {
        if (outcome is SendOutcome.Busy)
            Log.Waits(logger, row.Id, row.Kind, verdict.LastError, verdict.NextAttemptAt);
        else if (verdict.State == OutboxState.Dead)
            Log.Died(logger, row.Id, row.Kind, verdict.LastError);
        else if (verdict.State == OutboxState.Skipped)
            Log.Skipped(logger, row.Id, row.Kind, verdict.LastError);
        else if (verdict.State == OutboxState.Pending)
            Log.WillRetry(logger, row.Id, row.Kind, verdict.LastError, verdict.NextAttemptAt);
    }

    private async Task CompleteAsync(CancellationTokenSource giveUp)
    {
        var completed = Task.WhenAll(_calls);
        await Task.WhenAny(completed, Task.Delay(StopPatience, time, CancellationToken.None));
        await giveUp.CancelAsync();
        await completed;
    }

    private async Task UntilItWorksAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (StorageUnavailableException e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Unavailable(logger, e.Message);
                await Task.Delay(LongestSleep, time, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
                await Task.Delay(LongestSleep, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The last run ended with {Rows} outbox calls in flight; each is looked up before it is repeated")]
        public static partial void Released(ILogger logger, int rows);

        [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Id} ({Kind}) was given up: {Reason}")]
        public static partial void Died(ILogger logger, long id, string kind, string? reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox row {Id} ({Kind}) was skipped: {Reason}")]
        public static partial void Skipped(ILogger logger, long id, string kind, string? reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Outbox row {Id} ({Kind}) is deferred: {Reason}, until {At}")]
        public static partial void Waits(ILogger logger, long id, string kind, string? reason, Instant at);

        [LoggerMessage(Level = LogLevel.Information, Message = "Outbox row {Id} ({Kind}) was not delivered: {Reason}; the next attempt is at {At}")]
        public static partial void WillRetry(ILogger logger, long id, string kind, string? reason, Instant at);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The claim on outbox row {Id} ({Kind}) expired before its result was recorded")]
        public static partial void ClaimLost(ILogger logger, long id, string kind);

        [LoggerMessage(Level = LogLevel.Error, Message = "The result of outbox row {Id} ({Kind}) could not be recorded; the call is looked up and retried")]
        public static partial void NotRecorded(ILogger logger, Exception exception, long id, string kind);

        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox waits: {Reason}")]
        public static partial void Unavailable(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A run of the outbox failed; it is retried")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
