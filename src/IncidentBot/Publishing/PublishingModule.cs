using IncidentBot.Configuration;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Publishing.Atlassian;

namespace IncidentBot.Publishing;

internal static class PublishingModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Pages kept elsewhere. Without one nothing is written for them.</summary>
        public IServiceCollection AddPublishing(PublishingOptions options)
        {
            if (options.Atlassian is not { } atlassian)
                return services;
            services.AddSingleton<IPublicPublisher>(provider => new AtlassianPublisher(
                new AtlassianClient(AtlassianClient.CreateHttp(), atlassian, provider.GetRequiredService<PublishingPace>(), provider.GetRequiredService<TimeProvider>()),
                atlassian));
            services.AddSingleton<PublicationStore>().AddSingleton<PublishingPace>().AddSingleton<PublicationReader>();
            return services.AddSingleton<IOutboxSender, PublishingSender>().AddSingleton<IIncidentReaction, PublishingReaction>();
        }
    }
}
