using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentBot.Observability;

/// <summary>
/// <c>/healthz</c>: the process answers, and restarting it would help nothing if anything else is broken.
/// <c>/readyz</c>: all it depends on works; otherwise 503 with what does not and what to do.
/// </summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("alive\n"));
        routes.MapGet("/readyz", ReadyAsync);
    }

    private static async Task<JsonHttpResult<ReadinessReport>> ReadyAsync(
        HttpResponse response, IEnumerable<IReadinessCheck> checks, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger(typeof(HealthEndpoints));
        var found = await Task.WhenAll(checks.Select(check => CheckAsync(check, time, logger, cancellationToken)));

        response.Headers.CacheControl = "no-store";
        var report = new ReadinessReport(found.All(check => check.Ready), found);
        return TypedResults.Json(report, Json, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<CheckReport> CheckAsync(IReadinessCheck check, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var readiness = await check.CheckAsync(either.Token).WaitAsync(either.Token);
            return new CheckReport(check.Name, readiness.IsReady, readiness.State, readiness.Advice);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckReport(check.Name, false, $"no answer within {Patience.TotalSeconds:0} s", "Look at the log and at the load of the machine and its disk.");
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            Log.CheckFailed(logger, reason, check.Name);
            return new CheckReport(check.Name, false, $"failed ({reason.GetType().Name})", "The log says why.");
        }
    }

    private sealed record ReadinessReport(bool Ready, IReadOnlyList<CheckReport> Checks);

    private sealed record CheckReport(string Name, bool Ready, string State, string? Advice);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Readiness check {Check} failed")]
        public static partial void CheckFailed(ILogger logger, Exception reason, string check);
    }
}
