using System.Net;
using System.Text.Json;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Serving;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The page stays available without its database, and shows that.</summary>
internal sealed class DatabaseAwayTests
{
    [Test]
    public async Task The_last_snapshot_stays_with_its_age_and_is_not_green()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.Http.GetStringAsync("/api/v2/components.json");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromMinutes(4));

        var html = await page.Http.GetStringAsync("/status");
        page.Time.Move(TimeSpan.FromMinutes(3));
        var later = await page.Http.GetStringAsync("/status");
        var json = await page.JsonAsync("/api/v2/summary.json");
        var badge = await page.Http.GetStringAsync("/status/badge.svg");
        var plain = await page.Http.GetStringAsync("/status.md");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("This may be out of date.").And.Contain("(4 min ago)").And.Contain("Last known: All Systems Operational").And.Not.Contain("class=\"overall none\""));
            Assert.That(later, Does.Contain("(7 min ago)"));
            Assert.That(json.GetProperty("x_incidentbot").GetProperty("stale_since").GetString(), Is.EqualTo("2026-03-14T09:26:53.589Z"));
            Assert.That(json.GetProperty("status").GetProperty("description").GetString(), Is.EqualTo("All Systems Operational, as of 14 March 2026, 09:26 UTC"));
            Assert.That(badge, Does.Contain("unknown").And.Not.Contain("operational"));
            Assert.That(plain, Does.Contain("This may be out of date"));
        }
    }

    [Test]
    public async Task Pages_of_the_present_and_pages_read_before_stay_available()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Looking.", "Slow pages");
        await page.Http.GetStringAsync("/status/history/2026-03");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromMinutes(4));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await page.Http.GetStringAsync("/status/incidents/1"), Does.Contain("Slow pages").And.Contain("This may be out of date."));
            Assert.That(await page.Http.GetStringAsync("/status/history/2026-03"), Does.Contain("Slow pages").And.Contain("This may be out of date."));
            Assert.That((await page.Http.GetAsync("/status/incidents/77")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "it may exist");
        }
    }

    [Test]
    public async Task A_short_failure_is_not_shown_and_its_end_is_noticed()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.Http.GetStringAsync("/status");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromSeconds(3));
        var hiccup = await page.Http.GetStringAsync("/status");
        page.Time.Move(TimeSpan.FromSeconds(30));
        var outage = await page.Http.GetStringAsync("/status");
        page.Database.IsAway = false;
        page.Time.Move(TimeSpan.FromSeconds(3));
        var over = await page.Http.GetStringAsync("/status");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hiccup, Does.Not.Contain("out of date"));
            Assert.That(outage, Does.Contain("out of date"));
            Assert.That(over, Does.Not.Contain("out of date").And.Contain("overall none"));
        }
    }

    [TestCase("/status", "text/html")]
    [TestCase("/api/v2/summary.json", "application/json")]
    public async Task A_process_without_data_answers_503_and_not_operational(string path, string type)
    {
        await using var page = await PublicPage.OpenAsync();
        page.Database.IsAway = true;

        var answer = await page.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("perational"));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        }
    }

    [Test]
    public async Task A_process_without_data_does_not_query_for_every_reader_and_recovers_later()
    {
        await using var page = await PublicPage.OpenAsync();
        page.Database.IsAway = true;
        await page.Http.GetAsync("/status");
        var before = page.Database.Reads;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => page.Http.GetAsync("/status")));
        var after = page.Database.Reads;
        page.Database.IsAway = false;
        page.Time.Move(TimeSpan.FromSeconds(3));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(await page.Http.GetStringAsync("/status"), Does.Contain("All Systems Operational"));
        }
    }

    [Test]
    public async Task Unknown_numbers_cause_no_query_while_the_database_is_away()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(900);
        await page.PublishAsync(900, PublicState.Investigating, "Looking.");
        await page.Http.GetAsync("/status/incidents/5");
        page.Database.IsAway = true;
        page.Time.Move(TimeSpan.FromMinutes(4));
        await page.Http.GetAsync("/status");
        var before = page.Database.Reads;

        var answers = new List<HttpStatusCode>();
        foreach (var path in Enumerable.Range(890, 20).Where(number => number != 900).SelectMany(number => new[] { $"/status/incidents/{number}", $"/status/incidents/{number}/thanks" }))
            answers.Add((await page.Http.GetAsync(path)).StatusCode);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Has.All.EqualTo(HttpStatusCode.ServiceUnavailable), "they may exist");
            Assert.That(page.Database.Reads, Is.EqualTo(before));
        }
    }

    [Test]
    public async Task A_lookup_does_not_wait_forever_for_a_database_that_hangs()
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(900);
        await page.PublishAsync(900, PublicState.Investigating, "Looking.");
        await page.Http.GetAsync("/status");
        page.Database.IsHanging = true;
        var patient = page.Services.GetRequiredService<PublicIncidents>();
        var hasty = ActivatorUtilities.CreateInstance<PublicIncidents>(page.Services, new HastyTime());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await hasty.FindAsync(5, CancellationToken.None), Throws.TypeOf<PublicStateUnknownException>());
            Assert.That(async () => await patient.FindAsync(5, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>(), "the reader has disconnected");
        }
    }
}
