using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Observability;

/// <summary>
/// <c>/healthz</c>: the process answers; whatever else is broken, a restart would not help.
/// <c>/readyz</c>: everything it depends on works; otherwise 503 with what does not work and what to do.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>The tag of checks that a restart can help.</summary>
    public const string Live = "live";

    /// <summary>The tag of checks that must pass before traffic makes sense.</summary>
    public const string Ready = "ready";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapTagged(routes, "/healthz", Live, WriteStateAsync);
        MapTagged(routes, "/readyz", Ready, WriteReportAsync);
    }

    private static void MapTagged(IEndpointRouteBuilder routes, string path, string tag, Func<HttpContext, HealthReport, Task> write) => routes
        .MapHealthChecks(path, new HealthCheckOptions { Predicate = check => check.Tags.Contains(tag), ResponseWriter = write })
        .WithMetadata(new HttpMethodMetadata(Methods));

    private static Task WriteStateAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(string.Concat(report.Entries.Values.Select(entry => $"{entry.Description}\n")), http.RequestAborted);
    }

    private static Task WriteReportAsync(HttpContext http, HealthReport report)
    {
        var checks = report.Entries.Select(entry => new CheckReport(
            entry.Key, entry.Value.Status != HealthStatus.Unhealthy, entry.Value.Description ?? "", entry.Value.Advice));
        return http.Response.WriteAsJsonAsync(new ReadinessReport(report.Status != HealthStatus.Unhealthy, [.. checks]), Json, http.RequestAborted);
    }

    private sealed record ReadinessReport(bool Ready, IReadOnlyList<CheckReport> Checks);

    private sealed record CheckReport(string Name, bool Ready, string State, string? Advice);
}
