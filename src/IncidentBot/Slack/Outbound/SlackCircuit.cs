using System.Net;
using Polly;
using Polly.CircuitBreaker;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// Stops asking Slack while it does not answer: a person's click then gets its spoken fallback at once instead of after two seconds, and an outbox
/// row is certain that it had no effect. The refused call never reaches the network, so the client calls it unreachable. It repeats nothing: the
/// outbox does that.
/// </summary>
internal sealed partial class SlackCircuit : DelegatingHandler
{
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(2);

    public const int FewestCalls = 10;

    private const double FailedShare = 0.9;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline<HttpResponseMessage> circuit;

    public SlackCircuit(TimeProvider time, ILogger<SlackCircuit> logger)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
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
        });
        circuit = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await circuit.ExecuteAsync(
            static async (call, token) => await call.Circuit.PassOnAsync(call.Request, token), (Circuit: this, Request: request), cancellationToken);

    private Task<HttpResponseMessage> PassOnAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    // 429 is an answer of a Slack that is well: it says when to come back, and is obeyed elsewhere. A call is cancelled when its time is over.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or OperationCanceledException || outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not answer; asking again in {Pause}. Commands are saved meanwhile and what they say goes out then")]
        public static partial void Opened(ILogger logger, TimeSpan pause);

        [LoggerMessage(Level = LogLevel.Information, Message = "Slack answers again")]
        public static partial void Closed(ILogger logger);
    }
}
