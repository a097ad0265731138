using IncidentBot.Observability;
using IncidentBot.Tests.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Observability;

/// <summary>A server with nothing but the operator's endpoints and the checks it is given.</summary>
internal sealed class ObservabilityHost(WebApplication app) : IAsyncDisposable
{
    public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.Single()) };

    public static async Task<ObservabilityHost> StartAsync(params IReadinessCheck[] checks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(SettingsOf.Valid(("StatusPage:Name", "<Acme> & Sons"), ("StatusPage:Url", "https://status.acme.example")).StatusPage);
        foreach (var check in checks)
            builder.Services.AddSingleton(check);
        var app = builder.Build();
        app.MapObservability();
        await app.StartAsync();
        return new ObservabilityHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
