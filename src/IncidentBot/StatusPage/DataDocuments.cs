using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Feeds;
using IncidentBot.StatusPage.Json;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage;

/// <summary>The documents for programs: monitors, mirrors, feed readers and other web pages.</summary>
internal static class DataDocuments
{
    private const string JsonType = "application/json; charset=utf-8";

    /// <summary>The 404 of the API. It is JSON, because clients of the API cannot parse an HTML page and would report an outage.</summary>
    public static PublicAnswer NotFound { get; } =
        new(JsonSerializer.SerializeToUtf8Bytes(new ErrorPayload("There is nothing at this address."), PayloadContext.Default.ErrorPayload), JsonType)
        {
            StatusCode = StatusCodes.Status404NotFound,
            CacheControl = PublicCaching.VeryShort,
        };

    public static IReadOnlyList<PublicDocument> Api { get; } =
    [
        Json(Addresses.Summary, PayloadContext.Default.SummaryPayload, page => page.Summary()),
        Json("/api/v2/status.json", PayloadContext.Default.StatusOnlyPayload, page => page.StatusOnly()),
        Json("/api/v2/components.json", PayloadContext.Default.ComponentsPayload, page => page.Components()),
        Json("/api/v2/incidents.json", PayloadContext.Default.IncidentsPayload, page => page.Incidents()),
        Json("/api/v2/incidents/unresolved.json", PayloadContext.Default.IncidentsPayload, page => page.Unresolved()),
        Json("/api/v2/scheduled-maintenances.json", PayloadContext.Default.MaintenancesPayload, page => page.Maintenances(_ => true)),
        Json(
            "/api/v2/scheduled-maintenances/upcoming.json", PayloadContext.Default.MaintenancesPayload, page => page.Maintenances(work => work.IsUpcoming)),
        Json(
            "/api/v2/scheduled-maintenances/active.json", PayloadContext.Default.MaintenancesPayload, page => page.Maintenances(work => work.IsActive)),
    ];

    public static IReadOnlyList<PublicDocument> Others { get; } =
    [
        Data(Addresses.Atom, "application/atom+xml; charset=utf-8", AtomFeed.Write),
        Data(Addresses.Rss, "application/rss+xml; charset=utf-8", RssFeed.Write),
        Data(Addresses.Badge, "image/svg+xml; charset=utf-8", context => Encoding.UTF8.GetBytes(Badge.Render(context))),
        Data(Addresses.Banner, JsonType, context => JsonSerializer.SerializeToUtf8Bytes(Banner.Of(context), PayloadContext.Default.BannerPayload)),
        Data(Addresses.Plain, "text/markdown; charset=utf-8", context => Encoding.UTF8.GetBytes(PlainStatus.Write(context))) with
        {
            ShowsRelativeTime = true,
        },
    ];

    public static IEnumerable<PublicDocument> All => Api.Concat(Others);

    private static PublicDocument Json<T>(string path, JsonTypeInfo<T> type, Func<PayloadWriter, T> choose) =>
        Data(path, JsonType, context => JsonSerializer.SerializeToUtf8Bytes(choose(new PayloadWriter(context)), type));

    private static PublicDocument Data(string path, string contentType, Func<PageContext, byte[]> write) =>
        PublicDocument.Of(path, context => new PublicAnswer(write(context), contentType)
        {
            CacheControl = context.StaleSince is null ? PublicCaching.Short : PublicCaching.VeryShort,
        }) with
        {
            IsData = true,
            ContainsAbsoluteLinks = true,
        };
}
