using IncidentBot.Configuration;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.ExternalPages.Atlassian;

namespace IncidentBot.ExternalPages;

internal static class ExternalPagesModule
{
    extension(IServiceCollection services)
    {
        /// <summary>External status pages. Without one no outbox row is written for them.</summary>
        public IServiceCollection AddExternalPages(ExternalPageOptions options)
        {
            if (options.Atlassian is not { } atlassian)
                return services;
            services.AddSingleton(provider => new AtlassianClient(
                AtlassianClient.CreateHttp(), atlassian, provider.GetRequiredService<ExternalPagePace>(), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IExternalPage>(provider => new AtlassianPublisher(provider.GetRequiredService<AtlassianClient>(), atlassian));
            services.AddSingleton<PublicationStore>().AddSingleton<ExternalPagePace>().AddSingleton<PublicationReader>();
            return services.AddSingleton<IOutboxSender, ExternalPageSender>().AddSingleton<IIncidentReaction, ExternalPageReaction>();
        }
    }
}
