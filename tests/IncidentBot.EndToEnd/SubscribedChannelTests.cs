using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>Slack channels that hear public updates.</summary>
internal sealed class SubscribedChannelTests
{
    private const string Words = "API requests fail for all customers. We are rolling back a change.";

    [Test, Requirement("R30"), Requirement("R31")]
    public async Task A_public_update_is_said_in_every_channel_that_asked_for_everything()
    {
        await using var world = await World.StartAsync("--Subscriptions:SlackChannels:general:Components=*", "--Subscriptions:SlackChannels:nowhere:Components=*", "--Subscriptions:SlackChannels:incidents:Components=api");
        var room = await world.DeclareAsync("critical: internal name of the outage");
        await PublishAsync(world, room);

        IReadOnlyList<SlackMessage> Heard() => [.. world.Workspace.TopLevel(World.General).Where(message => message.Everything.Contains("rolling back", StringComparison.Ordinal))];
        await world.UntilAsync(() => Heard().Count > 0, "the update among customers");
        await world.StopBotAsync();
        await world.StartBotAsync();
        await PublishAsync(world, room);
        await world.UntilAsync(() => Heard().Count > 1, "the second update");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Heard(), Has.Count.EqualTo(2));
            Assert.That(Heard()[0].Everything, Does.StartWith("*Investigating: ").And.Contain("https://status.example.com/status/incidents/1").And.Not.Contain("INC-").And.Not.Contain("<@"));
            Assert.That(world.Workspace.TopLevel(World.Incidents).Select(message => message.Everything), Has.None.Contains("On the status page"), "no component was named");
        }
    }

    private static async Task PublishAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, $"statuspage {Words}");
        await world.UntilFormAsync(world.Linus, "rolling back");
        await world.Linus.SubmitAsync([]);
        await world.Linus.SubmitAsync([]);
    }
}
