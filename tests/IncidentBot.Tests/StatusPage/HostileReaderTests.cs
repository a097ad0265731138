using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>Every hostile request gets a bounded response, and none of its content can run.</summary>
internal sealed class HostileReaderTests
{
    private const string Evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202Etxt.exe\u0000\uD800]]>";

    [Test]
    public async Task Every_response_to_every_method_has_the_content_policy_and_the_allowed_methods()
    {
        await using var world = await SubscribedWorld.OpenAsync(pumps: false, frozen: true);
        var complaints = new List<string>();

        foreach (var address in PublicRoutes.OfThePage.Concat(PublicRoutes.Unknown).Where(address => !address.EndsWith("/reader", StringComparison.Ordinal)))
        {
            using var get = await world.Http.GetAsync(address);
            foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "X" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                using var answer = await world.Http.SendAsync(request);
                var allowed = answer.Content.Headers.Allow;
                var isForm = address.Contains("subscribe", StringComparison.Ordinal);
                if (!answer.Headers.TryGetValues("Content-Security-Policy", out var policy) || !policy.Single().StartsWith("default-src 'none'", StringComparison.Ordinal) || !answer.Headers.Contains("X-Content-Type-Options") || !answer.Headers.Contains("Referrer-Policy"))
                    complaints.Add($"{method} {address}: no policy");
                if ((int)answer.StatusCode >= 500)
                    complaints.Add($"{method} {address}: {answer.StatusCode}");
                if (method == "HEAD" && (answer.StatusCode != get.StatusCode || answer.Content.Headers.ContentLength != get.Content.Headers.ContentLength || answer.Headers.ETag?.Tag != get.Headers.ETag?.Tag))
                    complaints.Add($"HEAD {address}: not what GET says");
                if (PublicRoutes.Unknown.Contains(address) ? method != "HEAD" && answer.StatusCode != HttpStatusCode.NotFound : method is not ("GET" or "HEAD") && (!allowed.Contains("GET") || !allowed.Contains("HEAD") || allowed.Contains("POST") != isForm))
                    complaints.Add($"{method} {address}: {answer.StatusCode}, allowed {string.Join(',', allowed)}");
                if (!PublicRoutes.Unknown.Contains(address) && method is not ("GET" or "HEAD") && answer.StatusCode != (method == "OPTIONS" ? HttpStatusCode.NoContent : HttpStatusCode.MethodNotAllowed))
                    complaints.Add($"{method} {address}: {answer.StatusCode}");
            }
        }

        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public async Task The_form_of_an_incident_accepts_only_posts()
    {
        await using var page = await PublicPage.OpenAsync();

        using var answer = await page.Http.GetAsync("/status/incidents/1/reader");

        Assert.That((answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "POST, OPTIONS")));
    }

    [TestCase("GET /status/%2e%2e/%2e%2e/etc/passwd", 404)]
    [TestCase("GET /status/../readyz", 404)]
    [TestCase("GET /status/..%2f..%2fetc%2fpasswd", 404)]
    [TestCase("GET //status", 404)]
    [TestCase("GET //evil.example/status", 404)]
    [TestCase("GET /status//incidents//1", 404)]
    [TestCase("GET /status/incidents/1/", 200)]
    [TestCase("GET /STATUS/Incidents/0001", 200)]
    [TestCase("GET /status/incidents/1%00", 400)]
    [TestCase("GET /status/incidents/1;x=1", 404)]
    [TestCase("GET /status/incidents/-1", 404)]
    [TestCase("GET /status/incidents/%D9%A1", 404)]
    [TestCase("GET /status/\\..\\x", 404)]
    [TestCase("GET http://evil.example/status", 400)]
    [TestCase("GET /status/%F0%9F%92%A9%E2%80%AE", 404)]
    public async Task No_path_leads_outside_the_page(string line, int expected)
    {
        await using var page = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");

        var answer = await SendRawAsync(page.Http.BaseAddress!, $"{line} HTTP/1.1\r\nHost: {page.Http.BaseAddress!.Authority}\r\nConnection: close\r\n\r\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Does.StartWith($"HTTP/1.1 {expected} "));
            Assert.That(answer, Does.Not.Contain("evil.example").And.Not.Contain("Location:"));
            if (expected != 400)
                Assert.That(answer, Does.Contain("Content-Security-Policy: default-src 'none'"));
        }
    }

    [TestCase("If-None-Match", "\"")]
    [TestCase("If-None-Match", "W/\"x\", , \"\", junk, \"unterminated")]
    [TestCase("Accept-Encoding", "br;q=2, gzip;q=x, ;;, \"")]
    [TestCase("Accept-Encoding", "identity;q=0, *;q=0")]
    [TestCase("Accept-Encoding", "zstd, compress, deflate")]
    [TestCase("Accept", "x/y;;;")]
    [TestCase("Range", "bytes=5-1")]
    [TestCase("X-Forwarded-Host", "evil.example")]
    [TestCase("X-HTTP-Method-Override", "DELETE")]
    public async Task Meaningless_headers_are_ignored(string name, string value)
    {
        await using var page = await PublicPage.OpenAsync();

        foreach (var path in new[] { "/status", "/api/v2/summary.json" })
        {
            var answer = await SendRawAsync(page.Http.BaseAddress!, $"GET {path} HTTP/1.1\r\nHost: {page.Http.BaseAddress!.Authority}\r\nConnection: close\r\n{name}: {value}\r\n\r\n");

            Assert.That(answer, Does.StartWith("HTTP/1.1 200 ").And.Contain("perational").And.Not.Contain("Content-Encoding").And.Not.Contain("evil"));
        }
    }

    [Test]
    public async Task Hostile_text_in_the_configuration_is_escaped_everywhere()
    {
        var word = new string('w', 10_000);
        var catalog = new ComponentCatalog([new Component(PublicPage.Api, "api", Evil + word, Evil, Evil), new Component(PublicPage.Web, "web", "\u202E\u2066\u05E9\u05DC\u05D5\u05DD", null, word)]);
        var settings = new StatusPageSettings(Evil, new Uri("https://status.example.com"), Evil) { Brand = new Brand { Links = [new BrandLink(Evil, new Uri("https://example.com/\"><script>"))] } };
        await using var page = await PublicPage.OpenAsync(catalog, settings);
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, Evil + word, "Title " + Evil, (PublicPage.Api, ComponentStatus.MajorOutage));

        foreach (var path in new[] { "/status", "/status/incidents/1", "/status/uptime", "/status/follow", "/status/history", "/status/nothing" })
        {
            var html = await (await page.Http.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.That(html, Does.Not.Contain("<script>").And.Not.Contain("<img src=x"), path);
            Assert.That(html, Has.Length.LessThan(400_000), path);
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var path in new[] { "/history.atom", "/history.rss", "/status/badge.svg" })
                Assert.That(() => XDocument.Parse(page.Http.GetStringAsync(path).GetAwaiter().GetResult()), Throws.Nothing, path);
            Assert.That((await page.ReadAsync<SummaryShape>("/api/v2/summary.json")).Incidents.Single().Name, Does.StartWith("Title <script>"));
            Assert.That(await page.JsonAsync("/status/banner.json"), Is.Not.Default);
            Assert.That((await page.Http.GetStringAsync("/status.md")).Split('\n').Count(line => line.StartsWith('#')), Is.EqualTo(3), "name, incident, components");
        }
    }

    [Test]
    public async Task While_the_database_is_away_the_forms_say_so_and_have_the_content_policy()
    {
        await using var page = await PublicPage.OpenAsync();
        page.Database.IsAway = true;

        using var answer = await page.Http.GetAsync("/status/incidents/1/thanks");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("We cannot say how").And.Not.Contain("Exception"));
        }
    }

    private static async Task<string> SendRawAsync(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
