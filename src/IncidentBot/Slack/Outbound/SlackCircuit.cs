using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Stops calling Slack while it does not answer: a form then gets its spoken fallback at once instead of after two seconds, and a row of the outbox is certain
/// that it had no effect. A refused call never reaches the network, so the client reports it as unreachable. It does not retry: the outbox does. It has no time
/// limit of its own: the client's limits cover the body of the answer too.
/// </summary>
internal static partial class SlackCircuit
{
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(2);

    public const int FewestCalls = 10;

    private const double FailedShare = 0.9;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    extension(IHttpClientBuilder client)
    {
        public IHttpClientBuilder AddSlackCircuit()
        {
            client.AddResilienceHandler("circuit", (pipeline, context) =>
            {
                var logger = context.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SlackCircuit));
                // A clock that is set back must not lengthen the break.
                pipeline.TimeProvider = new ForwardTime(context.ServiceProvider.GetRequiredService<TimeProvider>());
                pipeline.AddCircuitBreaker(OptionsFor(logger));
            });
            return client;
        }
    }

    private static HttpCircuitBreakerStrategyOptions OptionsFor(ILogger logger) => new()
    {
        FailureRatio = FailedShare,
        MinimumThroughput = FewestCalls,
        SamplingDuration = Window,
        BreakDuration = Break,
        ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
        OnOpened = _ =>
        {
            Log.Opened(logger, Break);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            Log.Closed(logger);
            return ValueTask.CompletedTask;
        },
    };

    // HTTP 429 is the answer of a healthy Slack: the client obeys its Retry-After. A call that runs out of time is cancelled by the client.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or OperationCanceledException || outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError;

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Slack does not answer; the next call is tried after {Pause}. Commands are saved meanwhile, and what they send waits in the outbox")]
        public static partial void Opened(ILogger logger, TimeSpan pause);

        [LoggerMessage(Level = LogLevel.Information, Message = "Slack answers again")]
        public static partial void Closed(ILogger logger);
    }
}
