using IncidentBot.Configuration;
using IncidentBot.Incidents;

namespace IncidentBot.StatusPage;

internal static class StatusPageModule
{
    extension(IServiceCollection services)
    {
        /// <summary>The public page and its JSON. Needs a database and a clock from elsewhere.</summary>
        public IServiceCollection AddStatusPage(Settings settings)
        {
            services.AddSingleton(settings.StatusPage.Components);
            services.AddSingleton(new StatusPageSettings(settings.StatusPage.Name, settings.StatusPage.Url, settings.StatusPage.SupportAddress));
            services.AddSingleton<PublicUpdateStore>();
            services.AddSingleton<IIncidentReaction, PublicUpdateReaction>();
            services.AddSingleton<StatusPageQueries>();
            services.AddSingleton<StatusPageReader>();
            services.AddSingleton<PageRenderer>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder endpoints)
    {
        public IEndpointRouteBuilder MapStatusPage()
        {
            StatusPages.Map(endpoints);
            StatusApi.Map(endpoints);
            return endpoints;
        }
    }
}
