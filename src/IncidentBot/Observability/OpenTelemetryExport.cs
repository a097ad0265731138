using IncidentBot.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IncidentBot.Observability;

/// <summary>
/// Sends metrics and traces to a collector, when one is configured. Our own, Slack's client's, and what ASP.NET Core and HttpClient measure by themselves; no
/// request's body and no address of a person is among it.
/// </summary>
internal sealed class OpenTelemetryExport(ObservabilityOptions options, IServiceProvider services) : IHostedService, IDisposable
{
    private const string SlackClient = "IncidentBot.Slack";

    private MeterProvider? metrics;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Created now, so that its gauges are there before the first look of the auditor.
        services.GetRequiredService<BotMetrics>();
        if (options.OtlpEndpoint is not { } endpoint)
            return Task.CompletedTask;

        var resource = ResourceBuilder.CreateDefault().AddService(options.ServiceName, serviceVersion: FrontPage.Version);
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(BotMetrics.MeterName, SlackClient, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                Address(exporter, endpoint, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            })
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(BotMetrics.MeterName, "Microsoft.AspNetCore")
            .AddOtlpExporter(exporter => Address(exporter, endpoint, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // The last seconds are what one wants to see after a deploy.
        metrics?.ForceFlush(2_000);
        traces?.ForceFlush(2_000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }

    private void Address(OtlpExporterOptions exporter, Uri endpoint, string path)
    {
        exporter.Protocol = options.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.IsGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
