using System.Text.Json;
using IncidentBot.Core.StatusPage;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>A parser as in some monitors: a few required keys; an unknown state is an error, an unknown key is ignored.</summary>
internal sealed class StrictReaderTests
{
    private static readonly string[] States = ["operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"];

    [Test]
    public async Task A_strict_monitor_finds_all_its_keys_on_a_page_full_of_incidents()
    {
        await using var page = await PublicPage.OpenAsync();
        var number = 0;
        foreach (var status in Enum.GetValues<ComponentStatus>())
        {
            await page.DeclareAsync(++number);
            await page.PublishAsync(number, PublicState.Investigating, "Looking.", null, (PublicPage.Api, status), (PublicPage.Mail, ComponentStatus.UnderMaintenance));
        }

        foreach (var path in new[] { "/api/v2/summary.json", "/api/v2/components.json" })
        {
            var components = (await page.JsonAsync(path)).GetProperty("components").EnumerateArray().Select(Read).ToList();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(components.Select(component => component.Id), Is.Unique);
                Assert.That(components.Select(component => component.Status).Distinct(), Is.SubsetOf(States));
                Assert.That(components.Where(component => component.GroupId is null).Select(component => component.Position), Is.Ordered.And.Unique);
                Assert.That(components.Where(component => component.GroupId is not null).Select(component => component.GroupId).Distinct(), Is.SubsetOf(components.Where(component => component.IsGroup).Select(component => component.Id)));
            }
        }
    }

    private static (string Id, string Name, string Status, int Position, bool IsGroup, string? GroupId) Read(JsonElement component) => (
        component.GetProperty("id").GetString()!,
        component.GetProperty("name").GetString()!,
        component.GetProperty("status").GetString()!,
        component.GetProperty("position").GetInt32(),
        component.GetProperty("group").GetBoolean(),
        component.GetProperty("group_id").GetString());
}
