using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;

namespace IncidentBot.StatusPage;

internal static class StatusPageModule
{
    extension(IServiceCollection services)
    {
        /// <summary>The public page and its JSON. Needs a database and a clock from elsewhere.</summary>
        public IServiceCollection AddStatusPage(StatusPageSettings settings, ComponentCatalog components)
        {
            services.AddSingleton(settings).AddSingleton(components);
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
