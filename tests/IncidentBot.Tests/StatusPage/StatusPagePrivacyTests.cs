using System.Text;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Core.Tests;
using IncidentBot.Incidents;
using IncidentBot.CustomerReports;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The public cannot detect whether private or security incidents exist, in any of their states.</summary>
internal sealed class StatusPagePrivacyTests
{
    [TestCase("is_private", "investigating")]
    [TestCase("is_private", "resolved")]
    [TestCase("is_security", "investigating")]
    [TestCase("is_security", "resolved")]
    public async Task A_confidential_incident_is_in_no_response_even_if_a_row_says_it_was_published(string flag, string state)
    {
        await using var world = await OpenAsync();
        var secret = await world.DeclareAsync();
        await world.PublishAsync(secret, "Breach words", PublicState.Investigating, "Vault title", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        var merged = await world.DeclareAsync();
        await world.PublishAsync(merged, "Harmless words", PublicState.Investigating, "Harmless");
        await ChangeAsync(world, $"update incident set {flag} = 1, public_state = '{state}' where id = {secret.Number}", $"update incident set merged_into = {secret.Number}, phase = 'merged' where id = {merged.Number}");

        foreach (var (address, answer) in await ReadAsync(world, PublicRoutes.OfThePage.Concat(PublicRoutes.Unknown)))
            Assert.That(answer, Does.Not.Contain("Vault").And.Not.Contain("Breach").And.Not.Contain("major_outage").And.Not.Contain("Major outage</").And.Not.Contain($"incidents/{secret.Number}\"").And.Not.Contain($"Incident/{secret.Number}<"), address);
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

    [Test]
    public async Task In_all_its_states_a_confidential_incident_changes_no_byte_and_no_tag_of_any_response()
    {
        await using var world = await OpenAsync();
        var shown = await world.DeclareAsync();
        await world.PublishAsync(shown, "Words for all.", PublicState.Investigating, "Slow pages", (SubscribedWorld.Web, ComponentStatus.PartialOutage));
        await world.AddAsync("somebody@example.com");
        var rows = (await world.RowsAsync()).Count;
        var addresses = PublicRoutes.OfThePage.Concat(PublicRoutes.Unknown).ToList();
        var before = await ReadAsync(world, addresses);

        var first = await world.DeclareAsync(isPrivate: true);
        var second = await world.DeclareAsync(isSecurity: true);
        var accepted = 0;
        foreach (var step in Life((await world.FindIncidentAsync(shown))!))
        {
            foreach (var secret in new[] { first, second })
                accepted += await world.TryAsync(secret, step) is EngineResult.Accepted ? 1 : 0;
            // Without a new read, equal responses would prove nothing: force one.
            world.Services.GetRequiredService<SnapshotSource>().Invalidate();
            foreach (var (address, answer) in await ReadAsync(world, addresses))
                Assert.That(answer, Is.EqualTo(before[address]), $"{address} after {step.GetType().Name}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(accepted, Is.GreaterThanOrEqualTo(16), "the incidents changed");
            Assert.That(await world.FindIncidentAsync(first), Has.Property(nameof(Incident.Phase)).EqualTo(Phase.Closed).And.Property(nameof(Incident.PublicState)).Null);
            Assert.That(await world.RowsAsync(), Has.Count.EqualTo(rows), "no message is queued");
        }
    }

    [Test, Requirement("R38")]
    public async Task A_message_to_a_confidential_incident_gets_the_response_of_an_unknown_one()
    {
        await using var world = await OpenAsync();
        await world.PublishAsync(await world.DeclareAsync());
        await world.DeclareAsync(isPrivate: true);
        await world.DeclareAsync(isSecurity: true);

        foreach (var fields in new[] { "text=x", "text=", "text=x&contact=y" })
        {
            var answers = new List<string>();
            foreach (var number in new[] { 2, 3, 99 })
            {
                using var content = new StringContent(fields, Encoding.UTF8, "application/x-www-form-urlencoded");
                using var answer = await world.Http.PostAsync($"/status/incidents/{number}/reader", content);
                answers.Add($"{(int)answer.StatusCode} {Headers(answer)} {await answer.Content.ReadAsStringAsync()}");
            }

            Assert.That(answers.Distinct().ToList(), Has.Count.EqualTo(1), fields);
        }
    }

    /// <summary>All commands for an incident, in turn; a refused command must leave no trace either.</summary>
    private static IEnumerable<IncidentCommand> Life(Incident shown)
    {
        yield return new IncidentCommand.SetCustomerImpact(true);
        yield return new IncidentCommand.PostUpdate("Vault update", Phase.Identified);
        yield return new IncidentCommand.AddNote("Vault note");
        yield return new IncidentCommand.Rename("Vault renamed");
        yield return Public(PublicState.Investigating);
        yield return Public(PublicState.Investigating) with { SaidAt = NodaTime.Instant.FromUtc(2026, 3, 14, 9, 0) };
        yield return Public(PublicState.Investigating) with { Corrects = new Correction(1, "Vault words") };
        yield return new IncidentCommand.UndoUpdate();
        yield return new IncidentCommand.Merge(shown);
        yield return new IncidentCommand.Resolve(IsOver: true, WillNotRecur: true, "Vault resolved");
        yield return Public(PublicState.Resolved);
        yield return new IncidentCommand.Reopen("Vault again");
        yield return new IncidentCommand.MarkFalsePositive("Vault alarm");
        yield return new IncidentCommand.Reopen("Vault again");
        yield return new IncidentCommand.Resolve(IsOver: true, WillNotRecur: true);
        yield return new IncidentCommand.Close();
    }

    private static IncidentCommand.PublishUpdate Public(PublicState state) => new(state, "Vault words") { Title = "Vault title" };

    private static Task<SubscribedWorld> OpenAsync() => SubscribedWorld.OpenAsync(pumps: false, frozen: true, more: (services, _) => services.AddCustomerReports().AddSingleton<ICustomerReportNotifier, Nobody>());

    private static async Task ChangeAsync(SubscribedWorld world, params string[] statements)
    {
        foreach (var statement in statements)
            await world.ExecuteAsync(statement);
        await world.Database.WriteAsync(session => world.Services.GetRequiredService<PublicPageStore>().MarkChangedAsync(session), CancellationToken.None);
        world.Services.GetRequiredService<SnapshotSource>().Invalidate();
    }

    /// <summary>A complete response: the status, the headers and the body.</summary>
    private static async Task<Dictionary<string, string>> ReadAsync(SubscribedWorld world, IEnumerable<string> addresses)
    {
        var answers = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            using var answer = await world.Http.GetAsync(address);
            answers[address] = $"{(int)answer.StatusCode} {Headers(answer)} {await answer.Content.ReadAsStringAsync()}";
        }

        return answers;
    }

    /// <summary>Fails on any notification.</summary>
    private sealed class Nobody : ICustomerReportNotifier
    {
        public Task TellAsync(Incident incident, CustomerReport words, NodaTime.Instant now, DbSession session) => throw new InvalidOperationException("A notification was sent.");
    }

    private static string Headers(HttpResponseMessage answer) =>
        string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal));
}
