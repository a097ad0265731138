using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class AnnouncementTests
{
    [Test]
    public async Task One_announcement_is_edited_with_each_change_of_the_incident()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is <!channel> down");
        SlackMessage Announced() => world.Workspace.TopLevel(World.Incidents).Single();
        await world.UntilAsync(() => world.Workspace.TopLevel(World.Incidents).Count == 1, "an announcement");
        var ts = Announced().Ts;

        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "update rolled back phase:monitoring");
        await world.UntilAsync(() => Announced().Everything.Contains("rolled back", StringComparison.Ordinal), "the summary in the announcement");
        await room.RunAsync(world.Grace, "resolve confirm");
        await world.UntilAsync(() => Announced().Everything.Contains("resolved", StringComparison.Ordinal), "the end in the announcement");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Announced().Ts, Is.EqualTo(ts));
            Assert.That(Announced().Everything, Does.Contain($"<#{room.Id}>").And.Contain($"lead <@{world.Grace.Id}>").And.Contain("customers notice").And.Contain("API is &lt;!channel&gt; down"));
        }
    }

    [Test]
    public async Task Without_the_announcement_channel_the_room_works()
    {
        await using var world = await World.StartAsync("--Slack:AnnouncementChannel=nowhere");

        var room = await world.DeclareAsync();
        await room.SettleAsync(world.Ada);

        Assert.That(world.Workspace.TopLevel(World.Incidents), Is.Empty);
    }
}
