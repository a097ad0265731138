using IncidentBot.Observability;
using IncidentBot.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Observability;

/// <summary>A server with nothing but the operator's endpoints and the checks it is given.</summary>
internal sealed class ObservabilityHost(WebApplication app, LogLines log) : IAsyncDisposable
{
    public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.Single()) };

    public IReadOnlyCollection<string> Logged => log.Lines;

    public static Task<ObservabilityHost> StartAsync(params (string Name, IHealthCheck Check)[] checks) => StartAsync(TimeProvider.System, checks);

    public static async Task<ObservabilityHost> StartAsync(TimeProvider time, params (string Name, IHealthCheck Check)[] checks)
    {
        var log = new LogLines();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        LoggingSetup.Add(builder, new Redactor([]));
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(SettingsOf.Valid(("StatusPage:Name", "<Acme> & Sons"), ("StatusPage:Url", "https://status.acme.example")).StatusPage);
        builder.Services.AddHealth();
        foreach (var (name, check) in checks)
            builder.Services.AddReadiness(name, _ => check);
        var app = builder.Build();
        app.MapObservability();
        await app.StartAsync();
        return new ObservabilityHost(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
