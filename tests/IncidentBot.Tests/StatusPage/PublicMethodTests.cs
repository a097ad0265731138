using System.Net;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The public may only read. Every other method gets an HTTP refusal.</summary>
internal sealed class PublicMethodTests
{
    private static readonly string[] Paths = ["/status", "/status/incidents/1", "/status/history/2026-03", "/status/nothing", "/status.css", "/status.js", "/status.md", "/history.atom", "/api/v2/summary.json", "/api/v2/nothing.json"];

    [TestCaseSource(nameof(Paths))]
    public async Task Every_method_but_reading_is_refused(string path)
    {
        await using var page = await PublicPage.OpenAsync();

        foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" })
        {
            var answer = await page.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed), method);
                Assert.That(answer.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "HEAD", "OPTIONS" }), method);
            }
        }
    }

    [Test]
    public async Task Another_website_may_request_the_data()
    {
        await using var page = await PublicPage.OpenAsync();
        var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v2/summary.json")
        {
            Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "GET" }, { "Access-Control-Request-Headers", "if-none-match" } },
        };

        var answer = await page.Http.SendAsync(preflight);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), Does.Contain("GET"));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), Does.Contain("If-None-Match"));
        }
    }

    [TestCase("/status/x.json")]
    [TestCase("/status/incidents/1.json")]
    [TestCase("/api/v2/../v2/nothing.json")]
    [TestCase("/api/v2/%2e%2e%2fsecrets.json")]
    public async Task A_request_for_unknown_json_gets_json(string path)
    {
        await using var page = await PublicPage.OpenAsync();

        var answer = await page.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        }
    }

    [Test]
    public async Task An_enormous_address_is_refused_and_the_server_goes_on()
    {
        await using var page = await PublicPage.OpenAsync();

        var answer = await page.Http.GetAsync("/status?" + new string('a', 20_000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestUriTooLong));
            Assert.That((await page.Http.GetAsync("/status?" + new string('a', 4_000))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }
}
