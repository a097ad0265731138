using IncidentBot.Core.StatusPage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>Confidential words must not leave even when a row says they were published, which no decision can bring about.</summary>
internal sealed class StatusPagePrivacyTests
{
    /// <summary>Every representation there is; whoever adds one adds it here.</summary>
    private static readonly string[] Everything =
    [
        "/status", "/status/uptime", "/status/follow", "/status/history", "/status/history/2026-03", "/status/incidents/1", "/status/incidents/2", "/status/incidents/3",
        "/status.md", "/status/badge.svg", "/status/banner.json", "/history.atom", "/history.rss", "/api/v2/summary.json", "/api/v2/status.json",
        "/api/v2/components.json", "/api/v2/incidents.json", "/api/v2/incidents/unresolved.json", "/api/v2/scheduled-maintenances.json",
        "/api/v2/scheduled-maintenances/upcoming.json", "/api/v2/scheduled-maintenances/active.json",
        "/status/incidents/1/thanks", "/status/incidents/1/reader",
    ];

    [TestCase("is_private", "investigating")]
    [TestCase("is_private", "resolved")]
    [TestCase("is_security", "investigating")]
    [TestCase("is_security", "resolved")]
    public async Task A_confidential_incident_is_in_no_answer(string flag, string state)
    {
        await using var page = await PublicPage.OpenAsync();
        await page.DeclareAsync(1, "Breach of the Vault");
        await page.PublishAsync(1, PublicState.Investigating, "Vault words", "Vault title", (PublicPage.Api, ComponentStatus.MajorOutage));
        await page.ExecuteAsync($"update incident set {flag} = 1, public_state = '{state}' where id = 1");
        await page.DeclareAsync(2);
        await page.PublishAsync(2, PublicState.Investigating, "Harmless words", "Harmless");
        await page.ExecuteAsync("update incident set merged_into = 1, phase = 'merged' where id = 2");

        foreach (var path in Everything)
        {
            var answer = await page.Http.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(text, Is.Not.Empty, path);
            Assert.That(text, Does.Not.Contain("ault ").And.Not.Contain("Vault").And.Not.Contain("major_outage").And.Not.Contain("incidents/1\"").And.Not.Contain("Major outage</").And.Not.Contain("Incident/1<"), path);
        }
    }

    [Test]
    public async Task A_confidential_update_does_not_move_the_time_of_the_page()
    {
        await using var page = await PublicPage.OpenAsync();
        var before = (await page.JsonAsync("/api/v2/summary.json")).GetRawText();
        page.Time.Move(TimeSpan.FromMinutes(1));
        await page.DeclareAsync(1);
        await page.PublishAsync(1, PublicState.Investigating, "Words");

        await page.ExecuteAsync("update incident set is_security = 1");

        Assert.That((await page.JsonAsync("/api/v2/summary.json")).GetRawText(), Is.EqualTo(before));
    }
}
