using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Benchmarks.Limit;

/// <summary>ASP.NET Core's output cache with the same bytes at the same addresses: the limit for reads of the status page.</summary>
internal static class CachedBytesApp
{
    /// <param name="folder">Holds the files <c>page</c> and <c>data</c>: the product's responses.</param>
    public static async Task RunAsync(string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore().AddOutputCache();
        builder.Services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information));
        await using var app = builder.Build();
        app.UseRouting();
        app.UseOutputCache();
        Map(app, "/status", await File.ReadAllBytesAsync(Path.Combine(folder, "page")), "text/html; charset=utf-8");
        Map(app, "/api/v2/summary.json", await File.ReadAllBytesAsync(Path.Combine(folder, "data")), "application/json; charset=utf-8");
        await app.RunAsync();
    }

    private static void Map(WebApplication app, string path, byte[] body, string contentType) =>
        app.Map(path, http =>
        {
            http.Response.ContentType = contentType;
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body).AsTask();
        }).CacheOutput(policy => policy.Expire(TimeSpan.FromHours(1)));
}
