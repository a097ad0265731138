using IncidentBot.Configuration;

namespace IncidentBot.Observability;

internal static class ObservabilityModule
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Logging in our form; call it before anything logs.</summary>
        public void AddObservability(Settings settings)
        {
            LoggingSetup.Add(builder, new Redactor([.. settings.Slack.Secrets, .. settings.Storage.Secrets, .. settings.Subscriptions.Secrets, .. settings.Publishing.Secrets]));
            builder.Services.AddSingleton<BotMetrics>();
            builder.Services.AddHostedService<OpenTelemetryExport>();
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
}
