using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>Where metrics and traces go; section <c>Observability</c>. Nothing leaves the process unless a collector is named.</summary>
internal sealed record ObservabilityOptions
{
    public const string Section = "Observability";

    /// <summary>The OpenTelemetry collector, e.g. <c>http://localhost:4318</c>; null for none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether it is spoken to by gRPC instead of by HTTP with protobuf.</summary>
    public required bool IsGrpc { get; init; }

    /// <summary>The name this installation has among the collector's services.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Between two exports of metrics.</summary>
    public required Duration Interval { get; init; }

    public static ObservabilityOptions Read(SettingsReader observability) => new()
    {
        OtlpEndpoint = observability.Address("OtlpEndpoint", fallback: null),
        IsGrpc = observability.Choice("OtlpProtocol", OtlpProtocol.Http) == OtlpProtocol.Grpc,
        ServiceName = observability.Text("ServiceName", "incidentbot") ?? "incidentbot",
        Interval = observability.Duration("Interval", Duration.FromSeconds(15)),
    };

    private enum OtlpProtocol
    {
        Http,
        Grpc,
    }
}
