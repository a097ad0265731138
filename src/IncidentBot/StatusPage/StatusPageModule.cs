using IncidentBot.Incidents;

namespace IncidentBot.StatusPage;

internal static class StatusPageModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Needs a database, a clock, the <see cref="Core.StatusPage.ComponentCatalog"/> and the <see cref="StatusPageSettings"/> from elsewhere.</summary>
        public IServiceCollection AddStatusPage()
        {
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
