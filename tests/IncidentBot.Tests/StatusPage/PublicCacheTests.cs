using System.Net;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>A read gets a cached response, and never an outdated one.</summary>
internal sealed class PublicCacheTests
{
    private static readonly string[] Paths =
    [
        "/status", "/status/uptime", "/status/history", "/status/incidents/1", "/status.md", "/history.atom", "/status/badge.svg", "/status/banner.json", "/api/v2/summary.json", "/api/v2/incidents.json",
    ];

    [Test]
    public async Task A_second_read_makes_no_query_for_any_query_string()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        foreach (var path in Paths)
            await page.Http.GetStringAsync(path);
        var before = page.Database.Reads;

        foreach (var path in Paths)
            await page.Http.GetStringAsync($"{path}?{new string('q', 4_000)}");

        Assert.That(page.Database.Reads, Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Paths))]
    public async Task A_committed_change_is_in_the_next_response(string path)
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        var before = await TagAsync(page, path);
        var unchanged = await TagAsync(page, path);

        await page.PublishAsync(1, PublicState.Identified, "Found.", "Now with a name", (PublicPage.Api, ComponentStatus.MajorOutage));
        page.Time.Move(TimeSpan.FromMilliseconds(1));
        var after = await TagAsync(page, path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unchanged, Is.EqualTo(before));
            Assert.That(after, Is.Not.EqualTo(before));
        }
    }

    [Test]
    public async Task A_crowd_at_the_moment_of_a_publish_causes_one_read()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        await page.Http.GetStringAsync("/status");
        await page.PublishAsync(1, PublicState.Identified, "Found.");
        var before = page.Database.Reads;

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => page.Http.GetStringAsync("/status")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Has.All.Contains("Found."));
            Assert.That(page.Database.Reads - before, Is.EqualTo(2), "one query for the version, one for the facts");
        }
    }

    [TestCase("/status/incidents/{0}")]
    [TestCase("/status/incidents/{0}/thanks")]
    public async Task A_crawl_of_all_numbers_makes_two_queries_at_most(string path)
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(7);
        await page.DeclareAsync(900);
        await page.PublishAsync(900, PublicState.Investigating, "Looking.");
        await page.Http.GetStringAsync("/status");
        var before = page.Database.Reads;

        var found = new List<HttpStatusCode>();
        foreach (var number in Enumerable.Range(1, 300).Concat(Enumerable.Range(1_000_000, 300)))
            found.Add((await page.Http.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, number))).StatusCode);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Has.All.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page.Database.Reads - before, Is.EqualTo(2), "the numbers, and one check for a newer version");
        }
    }

    [Test]
    public async Task An_old_incident_is_found_by_its_number()
    {
        await using var page = await PublicPage.OpenAsync();
        foreach (var number in Enumerable.Range(1, StatusPageReader.MostInList + 2))
        {
            await page.DeclareAsync(number);
            await page.PublishAsync(number, PublicState.Investigating, "Looking.", $"Old {number}");
            await page.DoAsync(number, new IncidentCommand.MarkFalsePositive());
        }

        page.Time.Move(TimeSpan.FromDays(20));

        Assert.That(await page.Http.GetStringAsync("/status/incidents/1"), Does.Contain("Old 1<"));
    }

    [Test]
    public async Task With_more_host_names_than_the_limit_each_reader_gets_their_own_links()
    {
        await using var page = await PublicPage.OpenAsync();

        foreach (var number in Enumerable.Range(1, 40))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/status.json") { Headers = { Host = $"host{number}.example" } };
            using var answer = await page.Http.SendAsync(request);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"http://host{number}.example/status\""));
        }
    }

    [Test]
    public async Task An_incident_that_ends_without_an_update_leaves_the_page_too()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");
        await page.Http.GetStringAsync("/status");

        await page.DoAsync(1, new IncidentCommand.MarkFalsePositive());

        Assert.That(await page.Http.GetStringAsync("/status"), Does.Contain("All Systems Operational"));
    }

    [Test]
    public async Task Another_replicas_update_is_seen_within_seconds()
    {
        await using var server = new DatabaseOnServer();
        await using var here = await PublicPage.OpenAsync(on: server);
        await using var there = await PublicPage.OpenAsync(on: server);
        await here.Http.GetStringAsync("/status");
        await there.DeclareAsync(1);
        await there.PublishAsync(1, PublicState.Investigating, "Said by the other one.");

        here.Time.Move(TimeSpan.FromSeconds(3));

        Assert.That(await here.Http.GetStringAsync("/status"), Does.Contain("Said by the other one."));
    }

    [Test]
    public async Task The_link_in_the_first_mail_works_on_another_replica_too()
    {
        await using var server = new DatabaseOnServer();
        await using var here = await PublicPage.OpenAsync(on: server);
        await using var there = await PublicPage.OpenAsync(on: server);
        await here.Http.GetStringAsync("/status");
        await there.DeclareAsync(1);
        await there.PublishAsync(1, PublicState.Investigating, "Said by the other one.");

        var answer = await here.Http.GetAsync("/status/incidents/1");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_minutes_of_a_promise_advance_without_a_query_for_the_facts()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.");

        var seen = new List<string>();
        for (var minute = 0; minute < 4; minute++)
        {
            var html = await page.Http.GetStringAsync("/status");
            seen.Add(html.Split("<span>(")[1].Split(')')[0]);
            page.Time.Move(TimeSpan.FromSeconds(59.9));
        }

        Assert.That(seen, Is.EqualTo(new[] { "in 30 min", "in 30 min", "in 29 min", "in 28 min" }).Or.EqualTo(new[] { "in 30 min", "in 29 min", "in 28 min", "in 27 min" }));
    }

    [Test]
    public async Task No_reader_gets_another_readers_host_header()
    {
        await using var page = await PublicPage.OpenAsync();
        var forged = new HttpRequestMessage(HttpMethod.Get, "/api/v2/summary.json") { Headers = { Host = "evil.example" } };
        await page.Http.SendAsync(forged);

        Assert.That(await page.Http.GetStringAsync("/api/v2/summary.json"), Does.Not.Contain("evil.example"));
    }

    [Test]
    public async Task With_a_configured_address_the_host_header_is_ignored()
    {
        await using var page = await PublicPage.OpenAsync(settings: new StatusPageSettings("Example", new Uri("https://status.example.com"), null));
        var forged = new HttpRequestMessage(HttpMethod.Get, "/history.atom") { Headers = { Host = "evil.example" } };

        var answer = await (await page.Http.SendAsync(forged)).Content.ReadAsStringAsync();

        Assert.That(answer, Does.Contain("https://status.example.com/status").And.Contain("tag:status.example.com,2005:").And.Not.Contain("evil"));
    }

    [TestCase("br")]
    [TestCase("gzip")]
    public async Task A_phone_gets_a_compressed_response_and_a_304_without_changes(string encoding)
    {
        await using var page = await PublicPage.OpenAsync();
        var plain = await page.Http.GetByteArrayAsync("/status");
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = page.Http.BaseAddress };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        var small = await http.GetAsync("/status");
        var again = new HttpRequestMessage(HttpMethod.Get, "/status") { Headers = { IfNoneMatch = { small.Headers.ETag! } } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(small.Content.Headers.ContentEncoding, Is.EqualTo(new[] { encoding }));
            Assert.That((await small.Content.ReadAsByteArrayAsync()).Length, Is.LessThan(plain.Length / 2));
            Assert.That(small.Headers.Vary, Does.Contain("Accept-Encoding"));
            Assert.That((await http.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        }
    }

    private static async Task<string> TagAsync(PublicPage page, string path) => (await page.Http.GetAsync(path)).Headers.ETag!.Tag;
}
