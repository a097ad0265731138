using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.Tests.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlackCircuitTests
{
    [Test]
    public async Task Ten_cut_connections_make_the_next_call_fail_without_being_made()
    {
        using var slack = new Line(_ => throw new HttpRequestException("refused"));

        await slack.CallAsync(SlackCircuit.FewestCalls);
        var next = await slack.CallAsync();

        Assert.That(next, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
        Assert.That(slack.Asked, Is.EqualTo(SlackCircuit.FewestCalls));
    }

    [Test]
    public async Task Server_errors_may_have_had_an_effect_and_what_is_not_called_after_them_certainly_had_none()
    {
        using var slack = new Line(_ => Status(HttpStatusCode.ServiceUnavailable));

        var first = await slack.CallAsync(SlackCircuit.FewestCalls);
        var next = await slack.CallAsync();

        Assert.That(first, Has.All.InstanceOf<SlackOutcome<PostMessageResponse>.Ambiguous>());
        Assert.That(next, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
    }

    [Test]
    public async Task Calls_that_ran_out_of_time_count()
    {
        using var slack = new Line(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException("It never ends.");
        });

        var waiting = Enumerable.Range(0, SlackCircuit.FewestCalls).Select(_ => slack.CallAsync()).ToList();
        slack.Time.Move(TimeSpan.FromSeconds(10));
        var first = await Task.WhenAll(waiting);
        var next = await slack.CallAsync();

        Assert.That(first, Has.All.InstanceOf<SlackOutcome<PostMessageResponse>.Ambiguous>(), "each was sent");
        Assert.That(next, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
        Assert.That(slack.Asked, Is.EqualTo(SlackCircuit.FewestCalls));
    }

    [Test]
    public async Task Being_asked_to_slow_down_is_an_answer()
    {
        using var slack = new Line(_ => Status(HttpStatusCode.TooManyRequests));

        for (var call = 0; call < 2 * SlackCircuit.FewestCalls; call++)
        {
            await slack.CallAsync();
            slack.Time.Move(TimeSpan.FromSeconds(5));
        }

        Assert.That(slack.Asked, Is.EqualTo(2 * SlackCircuit.FewestCalls));
    }

    [Test]
    public async Task Single_failures_among_answers_stop_nothing()
    {
        var call = 0;
        using var slack = new Line(_ => call++ % 2 == 0 ? Status(HttpStatusCode.InternalServerError) : Posted());

        await slack.CallAsync(4 * SlackCircuit.FewestCalls);

        Assert.That(slack.Asked, Is.EqualTo(4 * SlackCircuit.FewestCalls));
    }

    [Test]
    public async Task After_the_break_one_call_asks_again_and_its_answer_ends_the_outage()
    {
        var isDown = true;
        using var slack = new Line(_ => isDown ? throw new HttpRequestException("refused") : Posted());
        await slack.CallAsync(SlackCircuit.FewestCalls);

        isDown = false;
        var tooSoon = await slack.CallAsync();
        slack.Time.Move(SlackCircuit.Break);
        var after = await slack.CallAsync(3);

        Assert.That(tooSoon, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
        Assert.That(after, Has.All.InstanceOf<SlackOutcome<PostMessageResponse>.Ok>());
    }

    [Test]
    public async Task One_call_at_a_time_asks_whether_Slack_is_back()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var isDown = true;
        using var slack = new Line(_ => isDown ? throw new HttpRequestException("refused") : answer.Task);
        await slack.CallAsync(SlackCircuit.FewestCalls);
        isDown = false;
        slack.Time.Move(SlackCircuit.Break);

        var probe = slack.CallAsync();
        var beside = await slack.CallAsync();
        answer.SetResult(await Posted());

        Assert.That(beside, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
        Assert.That(await probe, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Ok>());
    }

    [Test]
    public async Task A_probe_that_fails_prolongs_the_break()
    {
        using var slack = new Line(_ => throw new HttpRequestException("refused"));
        await slack.CallAsync(SlackCircuit.FewestCalls);

        slack.Time.Move(SlackCircuit.Break);
        await slack.CallAsync(3);

        Assert.That(slack.Asked, Is.EqualTo(SlackCircuit.FewestCalls + 1));
    }

    [Test]
    public async Task A_clock_that_is_set_back_does_not_lengthen_the_break()
    {
        var isDown = true;
        using var slack = new Line(_ => isDown ? throw new HttpRequestException("refused") : Posted());
        await slack.CallAsync(SlackCircuit.FewestCalls);
        isDown = false;

        slack.Time.Move(TimeSpan.FromHours(-1));
        var tooSoon = await slack.CallAsync();
        slack.Time.Move(SlackCircuit.Break);
        var after = await slack.CallAsync();

        Assert.That(tooSoon, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Unreachable>());
        Assert.That(after, Is.InstanceOf<SlackOutcome<PostMessageResponse>.Ok>());
    }

    [Test]
    public async Task A_failed_call_is_made_once_because_the_outbox_retries()
    {
        using var slack = new Line(_ => Status(HttpStatusCode.ServiceUnavailable));

        await slack.CallAsync();

        Assert.That(slack.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Opening_a_form_ends_after_two_seconds_behind_the_circuit_too()
    {
        using var slack = new Line(token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token).ContinueWith<HttpResponseMessage>(_ => throw new OperationCanceledException(token), TaskScheduler.Default));

        var opening = slack.OpenFormAsync();
        slack.Time.Move(TimeSpan.FromSeconds(2));

        Assert.That(await opening, Is.InstanceOf<SlackOutcome<ViewInfo>.Ambiguous>().With.Property("Reason").EqualTo("no answer within 2 s"));
    }

    [Test]
    public async Task The_log_and_the_metrics_say_that_it_opened_and_the_log_that_it_closed()
    {
        var events = new ConcurrentQueue<string?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Polly", Name: "resilience.polly.strategy.events" })
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) => events.Enqueue(Tag(tags, "event.name")));
        listener.Start();
        var isDown = true;
        using var slack = new Line(_ => isDown ? throw new HttpRequestException("refused") : Posted());

        await slack.CallAsync(2 * SlackCircuit.FewestCalls);
        isDown = false;
        slack.Time.Move(SlackCircuit.Break);
        await slack.CallAsync(2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(slack.Logged, Has.Count.EqualTo(2));
            Assert.That(slack.Logged.First(), Does.StartWith("Warning Slack does not answer; the next call is tried after 00:00:02"));
            Assert.That(slack.Logged.Last(), Is.EqualTo("Information Slack answers again"));
            Assert.That(events, Has.Member("OnCircuitOpened").And.Member("OnCircuitClosed"));
        }
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
                return tag.Value?.ToString();
        }

        return null;
    }

    private static Task<HttpResponseMessage> Status(HttpStatusCode status) => Task.FromResult(new HttpResponseMessage(status));

    private static Task<HttpResponseMessage> Posted() =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"ok":true,"channel":"C1","ts":"1.2"}""") });

    /// <summary>A client with the circuit between itself and a Slack that answers as a test says.</summary>
    private sealed class Line : IDisposable
    {
        private readonly LogLines log = new();
        private readonly ServiceProvider provider;
        private readonly HttpClient http;
        private readonly SlackApiClient client;
        private int asked;

        public Line(Func<CancellationToken, Task<HttpResponseMessage>> answer)
        {
            var inner = new Answering(async (request, token) =>
            {
                Interlocked.Increment(ref asked);
                await request.Content!.ReadAsByteArrayAsync(token);
                return await answer(token);
            });
            var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddLogging(logging => logging.ClearProviders().AddProvider(log).AddFilter("Polly", LogLevel.None));
            services.AddHttpClient("slack", client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(() => inner).RemoveAllLoggers().AddSlackCircuit();
            provider = services.BuildServiceProvider();
            http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("slack");
            client = new SlackApiClient(http, new SlackApiOptions { BotToken = "xoxb-1" }, new SlackPacing(new SlackPacingOptions { Enabled = false }), Time);
        }

        public HandMovedTime Time { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));

        public int Asked => asked;

        public IReadOnlyCollection<string> Logged => log.Lines;

        public Task<SlackOutcome<ViewInfo>> OpenFormAsync() => client.OpenViewAsync("trigger", new ModalViewDefinition("Title", []), CancellationToken.None);

        public Task<SlackOutcome<PostMessageResponse>> CallAsync() => client.PostMessageAsync("C1", new Message("Hello"), null, CancellationToken.None);

        public async Task<IReadOnlyList<SlackOutcome<PostMessageResponse>>> CallAsync(int times)
        {
            var outcomes = new List<SlackOutcome<PostMessageResponse>>();
            for (var call = 0; call < times; call++)
                outcomes.Add(await CallAsync());
            return outcomes;
        }

        public void Dispose()
        {
            http.Dispose();
            provider.Dispose();
        }
    }

    private sealed class Answering(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }
}
