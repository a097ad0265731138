using System.Net;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Tests;
using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class StatusPageContentTests(SqlDialect dialect)
{
    private PublicPage page = null!;

    [SetUp]
    public async Task OpenAsync() => page = await PublicPage.OpenAsync(dialect: dialect);

    [TearDown]
    public async Task CloseAsync() => await page.DisposeAsync();

    [Test]
    public async Task The_page_without_incidents_is_operational()
    {
        var html = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.StartWith("<!DOCTYPE html>"));
            Assert.That(html, Does.Contain("All Systems Operational").And.Contain("No incidents."));
            Assert.That(html, Does.Not.Contain("http-equiv").And.Not.Contain("style=").And.Not.Contain("<style"));
        }
    }

    [Test]
    public async Task An_incident_appears_only_after_its_first_public_update()
    {
        await page.DeclareAsync(1, "Internal title");
        var before = await HtmlAsync();

        await page.PublishAsync(1, PublicState.Investigating, "We are looking into it.", "Slow pages", (PublicPage.Web, ComponentStatus.PartialOutage));
        var after = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Does.Contain("All Systems Operational"));
            Assert.That(after, Does.Contain("Slow pages").And.Contain("We are looking into it.").And.Contain("Partial System Outage"));
            Assert.That(after, Does.Not.Contain("Internal").And.Not.Contain("U0SECRETPERSON"));
        }
    }

    [Test]
    [Requirement("R36")]
    public async Task The_page_shows_the_promise_and_its_lateness()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        var inTime = Text(await HtmlAsync());

        page.Time.Move(TimeSpan.FromMinutes(35));
        var late = Text(await HtmlAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inTime, Does.Contain("Next update by 09:56 UTC (in 30 min)"));
            Assert.That(late, Does.Contain("Next update was due 09:56 UTC (5 min late)"));
        }
    }

    [Test]
    public async Task After_the_all_clear_the_page_shows_no_promise()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Monitoring, "Watching.");
        await page.ResolveAsync(1);

        var html = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("Open incidents").And.Contain("Watching."));
            Assert.That(html, Does.Not.Contain("Next update"));
        }
    }

    [Test]
    public async Task The_page_is_never_green_during_a_public_incident()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");

        Assert.That(await HtmlAsync(), Does.Not.Contain("All Systems Operational").And.Contain("Partially Degraded Service"));
    }

    [Test]
    public async Task A_resolved_incident_is_in_the_past_section_for_fourteen_days()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages", (PublicPage.Web, ComponentStatus.MajorOutage));
        await page.ResolveAsync(1);
        await page.PublishAsync(1, PublicState.Resolved, "It is over.");
        var after = await HtmlAsync();

        page.Time.Move(TimeSpan.FromDays(15));
        var later = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Does.Contain("All Systems Operational").And.Contain("It is over.").And.Not.Contain("Open incidents"));
            Assert.That(later, Does.Not.Contain("Slow pages").And.Contain("No incidents."));
        }
    }

    [Test]
    public async Task A_merged_incident_is_over_and_links_to_its_target()
    {
        await page.DeclareAsync(1);
        await page.DeclareAsync(2);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages", (PublicPage.Web, ComponentStatus.MajorOutage));
        await page.PublishAsync(2, PublicState.Investigating, "Looking.", "Everything is slow", (PublicPage.Api, ComponentStatus.DegradedPerformance));

        await page.MergeAsync(1, into: 2);
        var html = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(html), Does.Contain("Partially Degraded Service").And.Contain("This goes on in Everything is slow."));
            Assert.That(html, Does.Not.Contain("Major outage"));
        }
    }

    [Test]
    public async Task A_reopened_incident_stays_resolved_in_public_until_its_next_update()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        await page.ResolveAsync(1);
        await page.PublishAsync(1, PublicState.Resolved, "It is over.");
        await page.DoAsync(1, new IncidentCommand.Reopen());
        var reopened = await HtmlAsync();

        await page.PublishAsync(1, PublicState.Investigating, "It is back.");
        var told = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reopened, Does.Not.Contain("Open incidents").And.Contain("All Systems Operational").And.Not.Contain("Next update"));
            Assert.That(told, Does.Contain("Open incidents").And.Contain("It is back."));
        }
    }

    [Test]
    public async Task Hostile_text_is_escaped()
    {
        await page.DeclareAsync(1);
        await page.PublishAsync(
            1, PublicState.Investigating, "<script>alert(1)</script>\n&amp; <b>bold</b> \u202Eevil\u202C <!channel>", "</title><img src=x onerror=alert(1)> \u05E9\u05DC\u05D5\u05DD \u200B");

        var front = await HtmlAsync();
        var alone = await HtmlAsync("/status/incidents/1");

        foreach (var html in new[] { front, alone })
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(html, Does.Not.Contain("<script>").And.Not.Contain("<img").And.Not.Contain("<b>").And.Not.Contain("<!channel>"));
                Assert.That(html, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;").And.Contain("&amp;amp;"));
                Assert.That(WebUtility.HtmlDecode(html), Does.Contain("\u05E9\u05DC\u05D5\u05DD \u200B"));
            }
        }
    }

    [Test]
    public async Task A_very_long_incident_is_shortened_on_the_front_page_and_complete_on_its_own()
    {
        await page.DeclareAsync(1);
        for (var number = 1; number <= 60; number++)
            await page.PublishAsync(1, PublicState.Investigating, $"Update number {number}.", new string('w', 150) + " \u202Eabc \u05E9\u05DC\u05D5\u05DD");

        var (front, alone) = (await HtmlAsync(), await HtmlAsync("/status/incidents/1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(front, Does.Contain("Update number 60.").And.Contain("Update number 11.").And.Not.Contain("Update number 10.").And.Contain("All 60 updates"));
            Assert.That(alone, Does.Contain("Update number 60.").And.Contain("Update number 1."));
            Assert.That(front, Does.Contain("dir=\"auto\""));
        }
    }

    [Test]
    public async Task Very_many_open_incidents_are_listed_and_counted()
    {
        for (var number = 1; number <= 25; number++)
        {
            await page.DeclareAsync(number);
            await page.PublishAsync(number, PublicState.Investigating, "Looking.", $"Trouble {number}", (PublicPage.Api, number == 1 ? ComponentStatus.MajorOutage : ComponentStatus.DegradedPerformance));
        }

        var html = await HtmlAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html.Split("<article class=\"incident").Length - 1, Is.EqualTo(20));
            Assert.That(html, Does.Contain("Investigating: <a href=\"/status/incidents/1\"").And.Contain("Major Service Outage"), "the oldest counts although it is shortened");
        }
    }

    [TestCase("/status/incidents/2")]
    [TestCase("/status/incidents/0")]
    [TestCase("/status/incidents/99999999999999999999")]
    [TestCase("/status/incidents/%3Cscript%3E")]
    [TestCase("/status/elsewhere")]
    public async Task An_unknown_address_gets_a_friendly_page(string path)
    {
        await page.DeclareAsync(2, "Never public");

        var answer = await page.Http.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(html, Does.Contain("There is nothing here").And.Not.Contain("Never public").And.Not.Contain("<script>"));
        }
    }

    [Test]
    public async Task The_page_without_components_is_complete()
    {
        await using var empty = await PublicPage.OpenAsync(new ComponentCatalog([]), dialect: dialect);

        var html = await empty.Http.GetStringAsync("/status");

        Assert.That(html, Does.Contain("All Systems Operational").And.Not.Contain("id=\"components\""));
    }

    private async Task<string> HtmlAsync(string path = "/status") => await page.Http.GetStringAsync(path);

    /// <summary>The visible text, with white space as one blank.</summary>
    private static string Text(string html) =>
        string.Join(' ', WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
