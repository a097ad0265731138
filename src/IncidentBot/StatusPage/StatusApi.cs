using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IncidentBot.StatusPage.Json;

namespace IncidentBot.StatusPage;

/// <summary>The JSON under <c>/api/v2</c>, for monitors, mirrors and other people's pages.</summary>
internal static class StatusApi
{
    private const int MostInList = 50;
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v2").AddEndpointFilter(new PublicHeaders(allowedOrigin: "*"));
        Map(api, "/summary.json", page => page.Summary(), PayloadContext.Default.SummaryPayload);
        Map(api, "/status.json", page => page.StatusOnly(), PayloadContext.Default.StatusOnlyPayload);
        Map(api, "/components.json", page => page.Components(), PayloadContext.Default.ComponentsPayload);
        Map(api, "/incidents/unresolved.json", page => page.Unresolved(), PayloadContext.Default.IncidentsPayload);
        Map(api, "/scheduled-maintenances.json", page => page.Maintenances(), PayloadContext.Default.MaintenancesPayload);
        Map(api, "/scheduled-maintenances/upcoming.json", page => page.Maintenances(), PayloadContext.Default.MaintenancesPayload);
        Map(api, "/scheduled-maintenances/active.json", page => page.Maintenances(), PayloadContext.Default.MaintenancesPayload);
        api.MapMethods("/incidents.json", Read, NewestIncidents);
        api.MapMethods("/{**unknown}", Read, NotFound);
    }

    private static void Map<T>(RouteGroupBuilder api, string path, Func<PayloadWriter, T> choose, JsonTypeInfo<T> type) =>
        api.MapMethods(path, Read, async (HttpRequest request, StatusPageReader reader, StatusPageSettings settings, CancellationToken cancellationToken) =>
            Json(choose(new PayloadWriter(await reader.ReadAsync(cancellationToken), settings, Origin(request))), type));

    private static async Task<IResult> NewestIncidents(
        HttpRequest request, StatusPageReader reader, StatusPageSettings settings, CancellationToken cancellationToken)
    {
        var model = await reader.ReadNewestAsync(cancellationToken);
        return Json(new PayloadWriter(model, settings, Origin(request)).Incidents(MostInList), PayloadContext.Default.IncidentsPayload);
    }

    // A page of HTML here was once read as an outage by every client that followed a moved address.
    private static PublicAnswer NotFound() =>
        Json(new ErrorPayload("There is nothing at this address."), PayloadContext.Default.ErrorPayload, StatusCodes.Status404NotFound);

    private static PublicAnswer Json<T>(T payload, JsonTypeInfo<T> type, int statusCode = StatusCodes.Status200OK) =>
        new(JsonSerializer.SerializeToUtf8Bytes(payload, type), "application/json; charset=utf-8") { StatusCode = statusCode };

    /// <summary>An old client may send no host; it gets addresses that at least have the right shape.</summary>
    private static Uri Origin(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}{request.PathBase}/", UriKind.Absolute, out var origin) ? origin : new Uri("http://localhost/");
}
