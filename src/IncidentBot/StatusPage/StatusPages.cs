using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Pages;

namespace IncidentBot.StatusPage;

/// <summary>The pages customers read.</summary>
internal static class StatusPages
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").AddEndpointFilter(new PublicHeaders());
        pages.MapMethods("/status", Read, Front);
        pages.MapMethods("/status/incidents/{number}", Read, Incident);
        AskReaderEndpoint.Map(pages);
        pages.MapMethods("/status/{**unknown}", Read, Missing);
        pages.MapMethods(PageAssets.Stylesheet.Path, Read, PageAssets.Stylesheet.Answer);
        pages.MapMethods(PageAssets.Icon.Path, Read, PageAssets.Icon.Answer);
    }

    private static async Task<PublicAnswer> Front(
        StatusPageReader reader, PageRenderer renderer, StatusPageSettings settings, ComponentCatalog catalog, CancellationToken cancellationToken)
    {
        var model = await reader.ReadAsync(cancellationToken);
        var frame = new PageFrame(settings, model.Now) { Subject = model.Overall.Description, IsFront = true };
        return await renderer.RenderAsync(frame, FrontPage.Show(model, new StatusNames(catalog)));
    }

    private static async Task<PublicAnswer> Incident(
        string number, StatusPageReader reader, PageRenderer renderer, StatusPageSettings settings, ComponentCatalog catalog, Clock clock, CancellationToken cancellationToken)
    {
        var found = IncidentId.TryParse(number, out var id) ? await reader.FindAsync(id.Number, cancellationToken) : null;
        if (found is null)
            return await Missing(renderer, settings, clock);
        var now = clock.Now;
        return await renderer.RenderAsync(new PageFrame(settings, now) { Subject = found.Title }, IncidentPage.Show(found, new StatusNames(catalog), now, settings.AskReaders));
    }

    private static Task<PublicAnswer> Missing(PageRenderer renderer, StatusPageSettings settings, Clock clock) =>
        renderer.RenderAsync(new PageFrame(settings, clock.Now) { Subject = "Not found" }, IncidentPage.Missing(), StatusCodes.Status404NotFound);
}
