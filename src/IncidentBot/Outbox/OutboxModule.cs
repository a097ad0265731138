using IncidentBot.Observability;

namespace IncidentBot.Outbox;

internal static class OutboxModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddOutbox(IConfiguration configuration)
        {
            services.AddSingleton<OutboxSignal>();
            services.AddSingleton<OutboxStore>();
            services.AddSingleton<OutboxRescheduler>();
            services.AddSingleton<OutboxQueries>();
            services.AddSingleton<OutboxSending>();
            services.AddReadiness<OutboxReadiness>("outbox");
            services.AddHostedService<OutboxPump>();
            return services;
        }
    }
}
