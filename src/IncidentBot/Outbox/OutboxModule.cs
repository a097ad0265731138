using IncidentBot.Configuration;
using IncidentBot.Observability;

namespace IncidentBot.Outbox;

internal static class OutboxModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddOutbox(OutboxOptions options)
        {
            services.AddSingleton(options).AddSingleton<OutboxSignal>();
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
