using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.StatusPage.StaticMirror;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentBot.StatusPage;

internal static class StatusPageModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the public page, its data and its copy. The caller provides the database and the clock.</summary>
        public IServiceCollection AddStatusPage(StatusPageSettings settings, ComponentCatalog components)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<IMaintenanceSource, NoMaintenance>();
            services.AddSingleton(settings).AddSingleton(components);
            services.AddSingleton<PublicUpdateStore>().AddSingleton<PublicPageStore>();
            services.AddSingleton<IIncidentReaction, PublicUpdateReaction>();
            services.AddSingleton<StatusPageQueries>().AddSingleton<StatusPageReader>();
            services.AddSingleton<KnownHosts>().AddSingleton<PublicIncidents>().AddSingleton<SnapshotSource>();
            services.AddSingleton<ResponseCache>().AddSingleton<PublicEndpoint>().AddSingleton<Unavailable>();
            services.AddSingleton<PageRenderer>().AddSingleton<PageAssets>().AddSingleton<PageDocuments>();
            services.AddHostedService<SnapshotRefresher>();
            if (settings.Copy is { } copy)
                services.AddStaticMirror(copy);
            return services;
        }
    }

    extension(IEndpointRouteBuilder endpoints)
    {
        public IEndpointRouteBuilder MapStatusPage()
        {
            var serve = endpoints.ServiceProvider.GetRequiredService<PublicEndpoint>();
            var pages = endpoints.ServiceProvider.GetRequiredService<PageDocuments>();
            foreach (var page in new[] { pages.Front, pages.Uptime, pages.Follow })
                endpoints.Map(page.Name, serve.Serve(page));
            foreach (var data in DataDocuments.All)
                endpoints.Map(data.Name, serve.Serve(data));
            foreach (var asset in endpoints.ServiceProvider.GetRequiredService<PageAssets>().All)
                endpoints.Map(asset.Path, serve.Serve(asset.Answer));
            endpoints.Map(Addresses.History, serve.Serve(_ => pages.ThisMonth));
            endpoints.Map(Addresses.History + "/{month}", serve.Serve(request => pages.Month(Named(request, "month"))));
            endpoints.Map("/status/incidents/{number}", serve.Serve(request => pages.Incident(Named(request, "number"))));
            endpoints.Map("/status/maintenance/{number}", serve.Serve(request => pages.Maintenance(Named(request, "number"))));
            CustomerReportEndpoint.Map(endpoints);
            endpoints.Map("/status/{**unknown}", serve.Serve(_ => null));
            endpoints.Map("/api/v2/{**unknown}", serve.Serve(DataDocuments.NotFound, isData: true));
            return endpoints;
        }
    }

    private static string? Named(HttpRequest request, string part) => request.RouteValues[part] as string;
}
