using System.Diagnostics.Metrics;
using IncidentBot.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IncidentBot.Observability;

/// <summary>
/// Metrics and traces for a collector, when one is configured: our own, those of Slack's client, and those of ASP.NET Core, HttpClient and the runtime. They
/// contain no body of a request, no token and no personal address.
/// </summary>
internal static class Telemetry
{
    private const string SlackClient = "IncidentBot.Slack";
    private const string Circuits = "Polly";

    // Customers choose the hosts of their webhooks: as a tag each would be a time series of its own, and tell the collector about customers.
    private static readonly string[] TagsWithoutHosts =
        ["http.request.method", "http.response.status_code", "http.connection.state", "network.protocol.version", "url.scheme", "error.type"];

    /// <summary>A collector that hangs must not hold up a stop: the last metrics and the last traces wait three seconds each for it.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Defaults = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "3000" };

    extension(IServiceCollection services)
    {
        public IServiceCollection AddTelemetry(ObservabilityOptions options, SpanRedactor redactor)
        {
            if (options.OtlpEndpoint is null)
                return services;

            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceVersion: FrontPage.Version))
                .WithMetrics(metrics => metrics
                    .AddMeter(BotMetrics.MeterName, SlackClient, Circuits)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddView(ViewOf)
                    .AddOtlpExporter((exporter, reader) =>
                    {
                        Address(exporter, options, "v1/metrics");
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
                    }))
                .WithTracing(traces => traces
                    .AddSource(BotMetrics.MeterName)
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !IsProbe(http.Request.Path))
                    .AddHttpClientInstrumentation()
                    .AddProcessor(redactor)
                    .AddOtlpExporter(exporter => Address(exporter, options, "v1/traces")));
            return services;
        }
    }

    private static MetricStreamConfiguration? ViewOf(Instrument instrument) => instrument.Meter.Name switch
    {
        "System.Net.Http" or "System.Net.NameResolution" => new MetricStreamConfiguration { TagKeys = TagsWithoutHosts },
        // Polly measures them in milliseconds, and the same calls are in incidentbot.slack.call.duration.
        Circuits when instrument.Name.EndsWith(".duration", StringComparison.Ordinal) => MetricStreamConfiguration.Drop,
        _ => null,
    };

    private static bool IsProbe(PathString path) => path == "/healthz" || path == "/readyz";

    private static void Address(OtlpExporterOptions exporter, ObservabilityOptions options, string path)
    {
        var endpoint = options.OtlpEndpoint!;
        exporter.Protocol = options.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.IsGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
