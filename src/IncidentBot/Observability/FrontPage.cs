using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using IncidentBot.Configuration;

namespace IncidentBot.Observability;

/// <summary>
/// <c>GET /</c>: what answers here and where to go on, for a browser or as JSON. It loads nothing from other hosts. A request for the host name of the status
/// page comes from a customer and is redirected to that page.
/// </summary>
internal static class FrontPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 1.05rem/1.6 system-ui, sans-serif; }
        body { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; color: light-dark(#1b1f24, #e6e8eb); background: light-dark(#fff, #14171a); }
        h1 { font-size: 1.6rem; margin: 0; } small { color: light-dark(#57606a, #9aa4ae); }
        a { color: light-dark(#0b57d0, #8ab4f8); } li { margin: .4rem 0; }
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    private static readonly string StylePolicy = $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The version of this build, without the commit after the plus sign.</summary>
    public static string Version { get; } =
        typeof(FrontPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], Show);

    private static IResult Show(HttpContext http, StatusPageOptions page)
    {
        if (page.Url is { } site && http.Request.Host.Value is { } host && host.Equals(site.Authority, StringComparison.OrdinalIgnoreCase))
            return TypedResults.Redirect($"{site.AbsoluteUri.TrimEnd('/')}/status");
        http.Response.Headers.Vary = "Accept";
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            var links = new { Status = "/status", Ready = "/readyz", Live = "/healthz" };
            return TypedResults.Json(new { Name = "IncidentBot", Version, Serves = page.Name, Links = links });
        }

        http.Response.Headers.ContentSecurityPolicy = StylePolicy;
        return TypedResults.Text(Html(HtmlEncoder.Default.Encode(page.Name)), "text/html; charset=utf-8");
    }

    private static string Html(string name) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>IncidentBot</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>IncidentBot <small>{Version}</small></h1>
        <p>Runs incidents in Slack and tells customers about them. In Slack, type <code>/incident</code>.</p>
        <ul>
        <li><a href="/status">{name}</a>: the public status page</li>
        <li><a href="/readyz">Ready?</a> whether everything it depends on works</li>
        </ul>
        </main>
        </body>
        </html>

        """;
}
