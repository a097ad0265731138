using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>Makes one call, with pacing and a timeout, and classifies its outcome. It logs nothing, so that tokens and bodies stay private.</summary>
internal sealed class SlackTransport(HttpClient http, SlackApiOptions options, SlackPacing pacing, TimeProvider clock)
{
    // Slack always states the pause; this is for a response that does not.
    private static readonly TimeSpan UnstatedPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Uri _baseUrl = new(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/");
    private readonly AuthenticationHeaderValue _bot = new("Bearer", options.BotToken);
    private readonly AuthenticationHeaderValue? _app = options.AppToken is { } token ? new("Bearer", token) : null;

    private static readonly Meter Meter = new("IncidentBot.Slack");

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "incidentbot.slack.call.duration",
        "s",
        "The duration of a call to Slack's Web API, including the wait for a slot.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60] });

    public async Task<SlackOutcome<JsonElement>> CallAsync(SlackCall call, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await PacedAsync(call, cancellationToken);
        Calls.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("method", call.Method), new("outcome", WordFor(outcome)));
        return outcome;
    }

    private static string WordFor(SlackOutcome<JsonElement> outcome) => outcome switch
    {
        SlackOutcome<JsonElement>.Ok => "ok",
        SlackOutcome<JsonElement>.Refused refused => refused.Code,
        SlackOutcome<JsonElement>.RateLimited => "rate_limited",
        SlackOutcome<JsonElement>.Unreachable => "unreachable",
        _ => "ambiguous",
    };

    private async Task<SlackOutcome<JsonElement>> PacedAsync(SlackCall call, CancellationToken cancellationToken)
    {
        var authorization = call.UsesAppToken
            ? _app ?? throw new InvalidOperationException($"{call.Method} requires the app token, which is not configured.")
            : _bot;
        if (await WaitForSlotAsync(call, cancellationToken) is { } wait)
            return new SlackOutcome<JsonElement>.RateLimited(wait);

        var limit = NeedsTrigger(call) ? options.TriggerTimeout : options.CallTimeout;
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var content = new WatchedContent(call);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_baseUrl, call.Method)) { Content = content };
            request.Headers.Authorization = authorization;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await JudgeAsync(call, response, either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever failed, the network or a resilience handler, the only question is whether Slack may have acted.
            var reason = timeout.IsCancellationRequested ? $"no answer within {limit.TotalSeconds:0.###} s" : failure.Message;
            return content.WasSent
                ? new SlackOutcome<JsonElement>.Ambiguous(reason)
                : new SlackOutcome<JsonElement>.Unreachable(reason);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new OperationCanceledException(failure.Message, failure, cancellationToken);
        }
    }

    private static bool NeedsTrigger(SlackCall call) => call.Method is "views.open" or "views.push";

    private async Task<TimeSpan?> WaitForSlotAsync(SlackCall call, CancellationToken cancellationToken)
    {
        // A trigger is valid for three seconds: a call that must wait is better refused, so that the user can type the command again.
        var deadline = clock.GetUtcNow() + (NeedsTrigger(call) ? TimeSpan.Zero : options.LongestWait);
        while (true)
        {
            var now = clock.GetUtcNow();
            if (pacing.TryEnter(call.Method, call.Channel, now, out var wait))
                return null;
            if (now + wait > deadline)
                return wait;

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private async Task<SlackOutcome<JsonElement>> JudgeAsync(SlackCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var pause = PauseAskedBy(response);
            pacing.PauseMethod(call.Method, pause, clock.GetUtcNow());
            return new SlackOutcome<JsonElement>.RateLimited(pause);
        }

        var status = (int)response.StatusCode;
        if (status >= 500)
            return new SlackOutcome<JsonElement>.Ambiguous($"HTTP {status}", SlackFailed: true);

        if (await ReadAsync(response, cancellationToken) is not { } body)
            return new SlackOutcome<JsonElement>.Ambiguous($"HTTP {status} with more than {options.MaxResponseBytes} bytes");

        if (Parse(body) is not { ValueKind: JsonValueKind.Object } json)
            return new SlackOutcome<JsonElement>.Ambiguous($"HTTP {status} without JSON");

        if (json.Flag("ok"))
            return new SlackOutcome<JsonElement>.Ok(json);

        return json.Filled("error") is { } code
            ? JudgeRefusal(call, response, json, code)
            : new SlackOutcome<JsonElement>.Ambiguous($"HTTP {status} with neither ok nor an error");
    }

    private SlackOutcome<JsonElement> JudgeRefusal(SlackCall call, HttpResponseMessage response, JsonElement json, string code)
    {
        if (SlackErrors.IsRateLimit(code))
        {
            var pause = PauseAskedBy(response);
            if (call.Channel is { } channel && MethodTiers.PostsMessage(call.Method))
                pacing.PauseChannel(channel, pause, clock.GetUtcNow());
            else
                pacing.PauseMethod(call.Method, pause, clock.GetUtcNow());
            return new SlackOutcome<JsonElement>.RateLimited(pause);
        }

        if (SlackErrors.IsUnclear(code))
            return new SlackOutcome<JsonElement>.Ambiguous(code);

        if (SlackErrors.MeansDone(call.Method, code) || call.CountsAsAnswer(json))
            return new SlackOutcome<JsonElement>.Ok(json);

        return new SlackOutcome<JsonElement>.Refused(code, Explanations(json), json.Filled("needed"));
    }

    private TimeSpan PauseAskedBy(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => UnstatedPause,
        };

        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks));
    }

    private async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > options.MaxResponseBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Explanations(JsonElement json) =>
    [
        .. json.Child("response_metadata")?.Texts("messages") ?? [],
        .. json.Texts("errors"),
        .. json.Filled("detail") is { } detail ? [detail] : Array.Empty<string>(),
    ];
}
