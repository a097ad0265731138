using System.Net;
using System.Text.Json;
using IncidentBot.Observability;
using NUnit.Framework;

namespace IncidentBot.Tests.Observability;

public sealed class FrontPageTests
{
    [Test]
    public async Task A_browser_reads_what_this_is_and_asks_for_nothing_from_elsewhere()
    {
        await using var host = await ObservabilityHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };

        using var response = await host.Client.SendAsync(request);

        var html = await response.Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("IncidentBot").And.Contain("href=\"/status\"").And.Contain("href=\"/readyz\"").And.Contain(FrontPage.Version));
            Assert.That(html, Does.Contain("&lt;Acme&gt; &amp; Sons").And.Not.Contain("://").And.Not.Contain("<script"));
            Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
        }
    }

    [TestCase("application/json")]
    [TestCase("*/*")]
    public async Task A_program_gets_json(string accept)
    {
        await using var host = await ObservabilityHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", accept } } };

        using var response = await host.Client.SendAsync(request);

        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.That(body.GetProperty("name").GetString(), Is.EqualTo("IncidentBot"));
        Assert.That(body.GetProperty("links").GetProperty("status").GetString(), Is.EqualTo("/status"));
    }

    [TestCase("status.acme.example", true)]
    [TestCase("STATUS.acme.example", true)]
    [TestCase("bot.internal:8080", false)]
    public async Task Customers_who_come_by_the_pages_own_name_are_sent_to_it(string host, bool isSent)
    {
        await using var server = await ObservabilityHost.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };

        using var response = await http.SendAsync(request);

        Assert.That((response.StatusCode, response.Headers.Location?.AbsoluteUri), Is.EqualTo(isSent ? (HttpStatusCode.Redirect, "https://status.acme.example/status") : (HttpStatusCode.OK, null)));
    }
}
