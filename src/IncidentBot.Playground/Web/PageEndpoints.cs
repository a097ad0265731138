using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using IncidentBot.Playground.Scene;
using IncidentBot.SlackEmulator;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Playground.Web;

/// <summary>Serves the page's embedded files and the stream that keeps the page up to date.</summary>
internal static class PageEndpoints
{
    private const string Prefix = "Page/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, byte[]> Files = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read);

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => File("index.html"));
        routes.MapGet("/page/{**path}", File);
        routes.MapGet("/api/live", Live);
    }

    private static IResult File(string path) => Files.TryGetValue(path, out var content)
        ? TypedResults.File(
            content,
            Types[Path.GetExtension(path)],
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\""))
        : TypedResults.NotFound();

    private static IResult Live(string @as, string? channel, LiveStream live, CancellationToken cancellationToken) => Cast.Find(@as) is null
        ? TypedResults.BadRequest(new Problem("There is no person with that name in this workspace."))
        : TypedResults.ServerSentEvents(live.FollowAsync(@as, channel, cancellationToken));

    private static byte[] Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
