using System.Net;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

internal sealed class StatusPageHeaderTests
{
    [Test]
    public async Task The_page_cannot_run_foreign_code_or_be_framed()
    {
        await using var page = await PublicPage.OpenAsync();

        foreach (var path in new[] { "/status", "/status/incidents/1", "/status.css", "/status.svg", "/api/v2/summary.json" })
        {
            var answer = await page.Http.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

            using (Assert.EnterMultipleScope())
            {
                Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"), path);
                Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }), path);
                Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }), path);
            }
        }
    }

    [Test]
    public async Task The_page_names_an_existing_style_sheet()
    {
        await using var page = await PublicPage.OpenAsync();
        var html = await page.Http.GetStringAsync("/status");
        var address = html.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        var sheet = await page.Http.GetAsync(address);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sheet.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/css"));
            Assert.That(sheet.Headers.CacheControl!.MaxAge, Is.GreaterThan(TimeSpan.FromDays(30)));
        }
    }

    [Test]
    public async Task The_page_answers_head_and_refuses_post()
    {
        await using var page = await PublicPage.OpenAsync();

        var head = await page.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/status"));
        var post = await page.Http.PostAsync("/status", null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(head.Content.Headers.ContentLength, Is.GreaterThan(0));
            Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        }
    }
}
