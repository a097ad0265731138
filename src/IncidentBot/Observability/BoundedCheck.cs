using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Observability;

/// <summary>
/// A check with a time limit, whose failure is an answer. The framework's own limit only cancels the check: one that does not react, or that blocks, would hold
/// up the whole report. An exception's message would become public through the framework; here it goes to the log.
/// </summary>
internal sealed partial class BoundedCheck(string name, IHealthCheck check, TimeProvider time, ILogger<BoundedCheck> logger) : IHealthCheck
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // On another thread, because a check may block before it awaits anything.
            return await Task.Run(() => check.CheckHealthAsync(context, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Readiness.NotReady($"no answer within {Limit.TotalSeconds:0} s", "Look at the log and at the load of the machine and its disk.");
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            Log.CheckFailed(logger, reason, name);
            return Readiness.NotReady($"failed ({reason.GetType().Name})", "The log says why.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Readiness check {Check} failed")]
        public static partial void CheckFailed(ILogger logger, Exception reason, string check);
    }
}
