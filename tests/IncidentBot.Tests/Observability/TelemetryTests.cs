using System.Diagnostics;
using System.Net;
using IncidentBot.Configuration;
using IncidentBot.Observability;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.WebApi;
using IncidentBot.SlackEdge.Outbound;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IncidentBot.Tests.Observability;

/// <summary>What really leaves for a collector.</summary>
public sealed class TelemetryTests
{
    private const string Token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdE";

    private static readonly double[] Boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, double.PositiveInfinity];

    [TestCase(20, 0.025)]
    [TestCase(3, 0.005)]
    [TestCase(2_900, 3)]
    [TestCase(45_000, 60)]
    public async Task An_ack_lands_in_the_bucket_of_its_seconds(int milliseconds, double bound)
    {
        await using var host = await TelemetryHost.StartAsync();
        var metrics = host.Services.GetRequiredService<BotMetrics>();

        // A timestamp in the past, less a millisecond for the test itself. On a busy machine the call may take longer: then it is made again.
        var (kind, isInTime) = ("", false);
        for (var attempt = 1; !isInTime; attempt++)
        {
            kind = $"test {attempt} of {milliseconds} ms";
            var started = Stopwatch.GetTimestamp() - (milliseconds - 1) * Stopwatch.Frequency / 1_000;
            metrics.Acknowledged(kind, started);
            isInTime = Stopwatch.GetElapsedTime(started).TotalSeconds <= bound;
        }

        var exported = host.Collect().Single(metric => metric.Name == "incidentbot.slack.ack.duration");
        Assert.That(exported.Points.Single(point => point.Tags["kind"] == kind).Buckets.Where(bucket => bucket.Count > 0), Is.EqualTo(new[] { (bound, 1L) }));
    }

    [Test]
    public async Task Every_duration_of_ours_is_in_seconds_and_has_the_same_buckets_from_5_ms_to_a_minute()
    {
        await using var host = await TelemetryHost.StartAsync();
        var metrics = host.Services.GetRequiredService<BotMetrics>();
        metrics.Acknowledged("command", Stopwatch.GetTimestamp());
        metrics.CommandHandled("Declare", "accepted", Stopwatch.GetTimestamp());
        metrics.ReminderSpoken("Due", 0.2);
        await CallSlackAsync(host);

        var ours = host.Collect().Where(metric => metric is { IsHistogram: true } && metric.Meter.StartsWith("IncidentBot", StringComparison.Ordinal)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.Select(metric => metric.Name), Is.EquivalentTo(new[]
            {
                "incidentbot.slack.ack.duration", "incidentbot.command.duration", "incidentbot.reminder.lateness", "incidentbot.slack.call.duration",
            }));
            Assert.That(ours.Select(metric => metric.Unit), Has.All.EqualTo("s"));
            foreach (var metric in ours)
                Assert.That(metric.Points[0].Buckets.Select(bucket => bucket.Bound), Is.EqualTo(Boundaries), metric.Name);
        }
    }

    [Test]
    public async Task The_framework_measures_requests_calls_and_the_runtime_and_nothing_in_milliseconds()
    {
        await using var host = await TelemetryHost.StartAsync();
        await OpenTheCircuitAsync(host);
        await host.Client.GetStringAsync("/status/unsubscribe");
        await host.AnsweredAsync(1);

        var exported = host.Collect();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exported.Select(metric => metric.Name), Is.SupersetOf(new[] { "http.server.request.duration", "http.client.request.duration", "dotnet.gc.collections", "resilience.polly.strategy.events" }));
            Assert.That(exported.Select(metric => metric.Unit), Has.None.EqualTo("ms"));
            Assert.That(exported.Single(metric => metric.Name == "http.server.request.duration").Points[0].Buckets[0].Bound, Is.EqualTo(0.005));
        }
    }

    [Test]
    public async Task The_host_of_a_webhook_is_no_tag_of_a_metric()
    {
        await using var host = await TelemetryHost.StartAsync();

        await host.Client.PostAsync(new Uri(host.Outside, "/services/T1/B2/secret"), content: null);

        var calls = host.Collect().Where(metric => metric.Meter is "System.Net.Http" or "System.Net.NameResolution").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Select(metric => metric.Name), Is.SupersetOf(new[] { "http.client.request.duration", "http.client.open_connections" }));
            Assert.That(calls.SelectMany(metric => metric.Points).SelectMany(point => point.Tags.Keys).Distinct(), Is.SubsetOf(new[]
            {
                "http.request.method", "http.response.status_code", "http.connection.state", "network.protocol.version", "url.scheme", "error.type",
            }));
        }
    }

    [Test]
    public async Task The_token_of_a_subscription_is_in_no_span_of_the_request_that_brings_it()
    {
        await using var host = await TelemetryHost.StartAsync();

        await host.Client.GetStringAsync($"/status/unsubscribe?token={Token}");
        using var unknown = await host.Client.GetAsync($"/status/unsubscribe/{Token}");

        var spans = await host.AnsweredAsync(2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(spans.Select(span => span.Everything), Has.None.Contains(Token));
            Assert.That(spans.Select(span => span.Tags.GetValueOrDefault("url.path")), Is.EquivalentTo(new[] { "/status/unsubscribe", "***" }));
            Assert.That(spans.SelectMany(span => span.Tags.Keys), Has.None.EqualTo("url.query").And.None.EqualTo("client.address").And.None.EqualTo("network.peer.address"));
        }
    }

    [Test]
    public async Task The_secret_of_a_webhook_is_in_no_span_of_the_call_and_the_path_of_an_api_is()
    {
        await using var host = await TelemetryHost.StartAsync();
        var port = host.Outside.Port;

        await host.Client.PostAsync(new Uri(host.Outside, $"/services/T1/B2/{Token}?sig={Token}"), content: null);
        await host.Client.PostAsync($"http://user:{Token}@127.0.0.1:{port}/services/T1", content: null);
        await host.Client.PostAsync(new Uri(host.Outside, $"/api/chat.postMessage?token={Token}"), content: null);

        var spans = await host.CalledAsync(3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spans.Select(span => span.Everything), Has.None.Contains(Token));
            Assert.That(spans.Select(span => span.Tags["url.full"]), Is.EqualTo(new[]
            {
                $"http://127.0.0.1:{port}/***", $"http://127.0.0.1:{port}/***", $"http://127.0.0.1:{port}/api/chat.postMessage",
            }));
        }
    }

    [Test]
    public async Task A_span_of_ours_is_redacted_in_its_name_its_tags_and_its_status()
    {
        await using var host = await TelemetryHost.StartAsync();

        using (var span = BotMetrics.Activities.StartActivity($"send {TelemetryHost.BotToken}"))
        {
            span!.SetTag("test.row", "https://hooks.sla" + "ck.com/services/T1/B2/3").SetTag("test.also", "a configured secret");
            span.SetStatus(ActivityStatusCode.Error, $"refused {TelemetryHost.BotToken}");
        }

        var exported = host.SpanWith("test.row");
        Assert.That(
            (exported.Name, exported.Tags["test.row"], exported.Tags["test.also"], exported.Status),
            Is.EqualTo(("send ***", "***", "***", "refused ***")));
    }

    [Test]
    public async Task Probes_make_no_spans()
    {
        await using var host = await TelemetryHost.StartAsync();

        await host.Client.GetStringAsync("/healthz");
        await host.Client.GetStringAsync("/readyz");
        await host.Client.GetStringAsync("/status/unsubscribe");

        var spans = await host.AnsweredAsync(1);
        Assert.That(spans.Select(span => span.Tags["url.path"]), Is.EqualTo(new[] { "/status/unsubscribe" }));
    }

    [Test]
    public void Without_a_collector_nothing_is_set_up()
    {
        var options = new ObservabilityOptions { IsGrpc = false, ServiceName = "test", Interval = Duration.FromSeconds(15) };
        using var services = new ServiceCollection().AddTelemetry(options, new SpanRedactor(new Redactor([]), [])).BuildServiceProvider();

        Assert.That((services.GetService<MeterProvider>(), services.GetService<TracerProvider>()), Is.EqualTo(((MeterProvider?)null, (TracerProvider?)null)));
    }

    private static async Task CallSlackAsync(TelemetryHost host)
    {
        var options = new SlackApiOptions { BotToken = TelemetryHost.BotToken, BaseUrl = new Uri(host.Outside, "/api/") };
        await new SlackApiClient(host.Client, options, new SlackPacing(new SlackPacingOptions()), TimeProvider.System).PostMessageAsync("C1", new Message("Hello"), null, CancellationToken.None);
    }

    private static async Task OpenTheCircuitAsync(TelemetryHost host)
    {
        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("slack");
        for (var call = 0; call < SlackCircuit.FewestCalls; call++)
            (await http.GetAsync(new Uri(host.Outside, "/fail"))).Dispose();
    }
}
