using System.Net;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class HistoryTests(SqlDialect dialect)
{
    private PublicPage page = null!;

    [SetUp]
    public async Task OpenAsync() => page = await PublicPage.OpenAsync(dialect: dialect);

    [TearDown]
    public async Task CloseAsync() => await page.DisposeAsync();

    [Test]
    public async Task Each_month_has_the_incidents_that_began_in_it()
    {
        await StoryAsync(1, "Slow pages");
        page.Time.Move(TimeSpan.FromDays(31));
        await StoryAsync(2, "No mail");

        var march = await page.Http.GetStringAsync("/status/history/2026-03");
        var april = await page.Http.GetStringAsync("/status/history/2026-04");
        var present = await page.Http.GetStringAsync("/status/history");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(march, Does.Contain("Slow pages").And.Not.Contain("No mail").And.Contain("href=\"/status/history/2026-04\"").And.Not.Contain("2026-02"));
            Assert.That(april, Does.Contain("No mail").And.Not.Contain("Slow pages").And.Contain("href=\"/status/history/2026-03\"").And.Not.Contain("2026-05"));
            Assert.That(present, Is.EqualTo(april));
            Assert.That(await page.Http.GetStringAsync("/status"), Does.Not.Contain("Slow pages"));
            Assert.That(await page.Http.GetStringAsync("/status/incidents/1"), Does.Contain("Slow pages").And.Contain("Looking.").And.Contain("It is over."));
        }
    }

    [TestCase("2026-02")]
    [TestCase("2026-04")]
    [TestCase("9999-12")]
    [TestCase("0000-00")]
    [TestCase("2026-13")]
    [TestCase("2026-3")]
    [TestCase("2026-03-14")]
    [TestCase("%3Cscript%3E")]
    public async Task There_are_no_months_before_the_first_or_after_the_current_one(string month)
    {
        var answer = await page.Http.GetAsync($"/status/history/{month}");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_huge_month_is_shown_in_part_with_a_notice()
    {
        await StoryAsync(1, "The first");
        await page.ExecuteAsync(
            """
            with recursive n(i) as (select 2 union all select i + 1 from n where i < 2000)
            insert into incident (id, version, title, severity, phase, declared_by, declared_at, customer_impact, impact_number, is_private, is_security,
                last_promise, last_public_update_at, public_state, public_title, public_updates, components, run, run_since, ended_at)
            select n.i, 1, 'x', 'Major', i.phase, 'U1', i.declared_at, i.customer_impact, 0, i.is_private, i.is_security, 0, i.last_public_update_at, 'resolved', 'Again', 1, '{}', 1, 0, i.declared_at
            from n, incident i
            where i.id = 1
            """);
        await page.ExecuteAsync(
            """
            insert into public_update (incident_id, number, state, title, body, components, published_at, published_by)
            select i.id, 1, 'resolved', 'Again', 'Over.', '{}', i.declared_at, 'U1'
            from incident i
            where i.id > 1
            """);

        var html = await page.Http.GetStringAsync("/status/history/2026-03");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(html.Split("class=\"past\"").Length - 1, Is.EqualTo(500));
            Assert.That(html, Does.Contain("the newest 500 of this month"));
            Assert.That((await page.ReadAsync<IncidentsShape>("/api/v2/incidents.json")).Incidents, Has.Count.EqualTo(50));
        }
    }

    private async Task StoryAsync(long number, string title)
    {
        await page.DeclareAsync(number);
        await page.PublishAsync(number, PublicState.Investigating, "Looking.", title);
        await page.ResolveAsync(number);
        await page.PublishAsync(number, PublicState.Resolved, "It is over.");
    }
}
