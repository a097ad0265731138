using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Observability;
using IncidentBot.SlackEdge.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IncidentBot.Tests.Observability;

/// <summary>A server with the telemetry of the product, and a world outside that is its collector, API and webhook receiver. What is exported is kept for the test.</summary>
internal sealed class TelemetryHost : IAsyncDisposable
{
    public const string BotToken = "xoxb" + "-1-2-telemetry";

    private readonly WebApplication _app;
    private readonly WebApplication _outside;
    private readonly KeptMetrics _metrics;
    private readonly KeptSpans _spans;

    private TelemetryHost(WebApplication app, WebApplication outside, KeptMetrics metrics, KeptSpans spans)
    {
        (_app, _outside, _metrics, _spans) = (app, outside, metrics, spans);
        Client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        Client.BaseAddress = new Uri(app.Urls.Single());
    }

    public HttpClient Client { get; }

    /// <summary>A server elsewhere; below <c>/api</c> it is an API that the product knows, below <c>/fail</c> it answers 500.</summary>
    public Uri Outside => new(_outside.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public static async Task<TelemetryHost> StartAsync()
    {
        var (metrics, spans) = (new KeptMetrics(), new KeptSpans());
        var outside = await StartOutsideAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddHttpClient("slack").AddSlackCircuit();
        builder.Services.AddSingleton<BotMetrics>().AddSingleton(TimeProvider.System).AddHealth();
        var options = new ObservabilityOptions { OtlpEndpoint = new Uri(outside.Urls.Single()), IsGrpc = false, ServiceName = "test", Interval = Duration.FromMinutes(5) };
        builder.Services.AddTelemetry(options, new SpanRedactor(new Redactor(["a configured secret"]), [new Uri($"{outside.Urls.Single()}/api")]));
        builder.Services.ConfigureOpenTelemetryMeterProvider(meters => meters.AddReader(new BaseExportingMetricReader(metrics)));
        builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(spans)));
        var app = builder.Build();
        HealthEndpoints.Map(app);
        app.Map("/status/unsubscribe", () => "left");
        await app.StartAsync();
        return new TelemetryHost(app, outside, metrics, spans);
    }

    /// <summary>What is exported for a metric now.</summary>
    public IReadOnlyList<ExportedMetric> Collect()
    {
        _app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. _metrics.Latest];
    }

    /// <summary>Waits for so many requests that this server answered: it ends their spans after the client has read the answer.</summary>
    public Task<IReadOnlyList<ExportedSpan>> AnsweredAsync(int count) => SpansAsync(ActivityKind.Server, Client.BaseAddress!.Port, count);

    /// <summary>Waits for so many calls to <see cref="Outside"/>.</summary>
    public Task<IReadOnlyList<ExportedSpan>> CalledAsync(int count) => SpansAsync(ActivityKind.Client, Outside.Port, count);

    public ExportedSpan SpanWith(string tag) => _spans.All.Single(span => span.Tags.ContainsKey(tag));

    // Sources are of the whole process: other tests make spans meanwhile.
    private async Task<IReadOnlyList<ExportedSpan>> SpansAsync(ActivityKind kind, int port, int count)
    {
        IReadOnlyList<ExportedSpan> spans = [];
        await Eventually.IsTrueAsync(() =>
            (spans = [.. _spans.All.Where(span => span.Kind == kind && span.Tags.GetValueOrDefault("server.port") == port.ToString(CultureInfo.InvariantCulture))]).Count >= count);
        return spans;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _outside.DisposeAsync();
    }

    private static async Task<WebApplication> StartOutsideAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var outside = builder.Build();
        outside.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.StatusCode = http.Request.Path == "/fail" ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        });
        await outside.StartAsync();
        return outside;
    }

    private sealed class KeptMetrics : BaseExporter<Metric>
    {
        public IReadOnlyList<ExportedMetric> Latest { get; private set; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var all = new List<ExportedMetric>();
            foreach (var metric in batch)
                all.Add(ExportedMetric.Of(metric));
            Latest = all;
            return ExportResult.Success;
        }
    }

    private sealed class KeptSpans : BaseExporter<Activity>
    {
        private readonly ConcurrentQueue<ExportedSpan> _all = [];

        public IReadOnlyCollection<ExportedSpan> All => _all;

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
                _all.Enqueue(new ExportedSpan(span.Kind, span.DisplayName, span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? ""), span.StatusDescription));
            return ExportResult.Success;
        }
    }
}

internal sealed record ExportedSpan(ActivityKind Kind, string Name, IReadOnlyDictionary<string, string> Tags, string? Status)
{
    public string Everything => $"{Name} {Status} {string.Join(' ', Tags.Select(tag => $"{tag.Key}={tag.Value}"))}";
}

internal sealed record ExportedMetric(string Meter, string Name, string Unit, bool IsHistogram, IReadOnlyList<ExportedPoint> Points)
{
    public static ExportedMetric Of(Metric metric)
    {
        var isHistogram = metric.MetricType == MetricType.Histogram;
        var points = new List<ExportedPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var tags = new Dictionary<string, string>();
            foreach (var tag in point.Tags)
                tags[tag.Key] = tag.Value?.ToString() ?? "";
            var buckets = new List<(double, long)>();
            if (isHistogram)
            {
                foreach (var bucket in point.GetHistogramBuckets())
                    buckets.Add((bucket.ExplicitBound, bucket.BucketCount));
            }

            points.Add(new ExportedPoint(tags, buckets));
        }

        return new ExportedMetric(metric.MeterName, metric.Name, metric.Unit, isHistogram, points);
    }
}

/// <param name="Buckets">The upper bound of each bucket and how many measurements fell into it; empty for what is no histogram.</param>
internal sealed record ExportedPoint(IReadOnlyDictionary<string, string> Tags, IReadOnlyList<(double Bound, long Count)> Buckets);
