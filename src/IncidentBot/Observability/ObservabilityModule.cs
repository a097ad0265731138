using IncidentBot.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentBot.Observability;

internal static class ObservabilityModule
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Logs, health and telemetry; call it before anything logs.</summary>
        public void AddObservability(Settings settings)
        {
            var redactor = new Redactor(
                [.. settings.Slack.Secrets, .. settings.Storage.Secrets, .. settings.Subscriptions.Secrets, .. settings.Publishing.Secrets]);
            LoggingSetup.Add(builder, redactor);
            builder.Services.AddSingleton<BotMetrics>();
            builder.Services.AddHealth();
            builder.AddDefaults(Telemetry.Defaults);
            builder.Services.AddTelemetry(settings.Observability, new SpanRedactor(redactor, ApisOf(settings)));
        }

        /// <summary>Adds settings that every other source overrides.</summary>
        public void AddDefaults(IReadOnlyDictionary<string, string?> values) =>
            ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = values });
    }

    extension(IServiceCollection services)
    {
        public IServiceCollection AddHealth()
        {
            services.AddHealthChecks().AddCheck("process", () => HealthCheckResult.Healthy("alive"), [HealthEndpoints.Live]);
            return services;
        }

        /// <summary>Adds a check that must pass before traffic makes sense.</summary>
        /// <param name="name">The word by which an operator knows what is checked.</param>
        public IServiceCollection AddReadiness<TCheck>(string name)
            where TCheck : class, IHealthCheck
        {
            services.TryAddSingleton<TCheck>();
            return services.AddReadiness(name, provider => provider.GetRequiredService<TCheck>());
        }

        public IServiceCollection AddReadiness(string name, Func<IServiceProvider, IHealthCheck> check)
        {
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                name,
                provider => new BoundedCheck(
                    name, check(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BoundedCheck>>()),
                failureStatus: null,
                tags: [HealthEndpoints.Ready]));
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary><c>/</c>, <c>/healthz</c> and <c>/readyz</c>.</summary>
        public void MapObservability()
        {
            HealthEndpoints.Map(routes);
            FrontPage.Map(routes);
        }
    }

    private static IReadOnlyList<Uri> ApisOf(Settings settings) =>
        settings.Publishing.Atlassian is { } atlassian ? [settings.Slack.ApiBaseUrl, atlassian.BaseUrl] : [settings.Slack.ApiBaseUrl];
}
