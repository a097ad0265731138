using System.Net;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Outbound;
using Microsoft.Extensions.Logging.Abstractions;
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
        await Task.WhenAll(waiting);
        var next = await slack.CallAsync();

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

    private static Task<HttpResponseMessage> Status(HttpStatusCode status) => Task.FromResult(new HttpResponseMessage(status));

    private static Task<HttpResponseMessage> Posted() =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"ok":true,"channel":"C1","ts":"1.2"}""") });

    /// <summary>A client with the circuit between itself and a Slack that answers as a test says.</summary>
    private sealed class Line : IDisposable
    {
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
            http = new HttpClient(new SlackCircuit(Time, NullLogger<SlackCircuit>.Instance) { InnerHandler = inner }) { Timeout = Timeout.InfiniteTimeSpan };
            client = new SlackApiClient(http, new SlackApiOptions { BotToken = "xoxb-1" }, new SlackPacing(new SlackPacingOptions { Enabled = false }), Time);
        }

        public HandMovedTime Time { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));

        public int Asked => asked;

        public Task<SlackOutcome<PostMessageResponse>> CallAsync() => client.PostMessageAsync("C1", new Message("Hello"), null, CancellationToken.None);

        public async Task<IReadOnlyList<SlackOutcome<PostMessageResponse>>> CallAsync(int times)
        {
            var outcomes = new List<SlackOutcome<PostMessageResponse>>();
            for (var call = 0; call < times; call++)
                outcomes.Add(await CallAsync());
            return outcomes;
        }

        public void Dispose() => http.Dispose();
    }

    private sealed class Answering(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }
}
