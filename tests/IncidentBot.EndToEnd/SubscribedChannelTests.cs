using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>Slack channels that are subscribed to public updates.</summary>
internal sealed class SubscribedChannelTests
{
    private const string Words = "API requests fail for all customers. We are rolling back a change.";

    [Test, Requirement("R30"), Requirement("R31")]
    public async Task A_public_update_is_posted_in_every_channel_subscribed_to_everything()
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
            Assert.That(world.Workspace.TopLevel(World.Incidents).Select(message => message.Everything), Has.None.Contains("On the status page"), "the update names no component");
        }
    }

    [Test]
    public async Task A_correction_edits_the_earlier_message_and_posts_a_notice()
    {
        await using var world = await World.StartAsync("--Subscriptions:SlackChannels:general:Components=*", "--Subscriptions:SlackChannels:incidents:Components=api");
        var room = await world.DeclareAsync();
        await PublishAsync(world, room);
        IReadOnlyList<SlackMessage> Heard() => [.. world.Workspace.TopLevel(World.General).Where(message => message.Everything.Contains("rolling back", StringComparison.Ordinal))];
        await world.UntilAsync(() => Heard().Count == 1, "the update among customers");

        await CorrectAsync(world, room, Words.Replace("all customers", "customers in the EU", StringComparison.Ordinal), tells: true);
        await world.UntilAsync(() => Heard().Count == 2, "the correction among customers");
        await CorrectAsync(world, room, Words.Replace("all customers", "customers in the EU and UK", StringComparison.Ordinal), tells: false);
        await world.UntilAsync(() => Heard()[0].Everything.Contains("EU and UK", StringComparison.Ordinal), "the second correction");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Heard(), Has.Count.EqualTo(2), "a typo correction sends no notice");
            Assert.That(Heard()[0].Everything, Does.Contain("_Corrected at ").And.Not.Contain("all customers"));
            Assert.That(Heard()[1].Text, Does.Match(@"^\*Corrected: .*\*\nOur update of \d{4}-\d\d-\d\d \d\d:\d\d UTC was corrected at .*UTC\. It now says:\nAPI requests fail for customers in the EU\.").And.Not.Contain("INC-").And.Not.Contain("<@"));
            Assert.That(world.Workspace.TopLevel(World.Incidents).Select(message => message.Everything), Has.None.Contains("It now says"), "a channel without the update gets no correction");
        }
    }

    private static async Task CorrectAsync(World world, Room room, string text, bool tells)
    {
        await room.RunAsync(world.Linus, "statuspage correct");
        await world.UntilFormAsync(world.Linus, "Tell those who got this update");
        var preview = await world.Linus.SubmitAsync(tells ? [("text", text + " Next update in 20 minutes. Questions: support@example.com.")] : [("text", text + " Next update in 20 minutes. Questions: support@example.com."), ("tell", "")]);
        Assert.That(preview.View!.Definition.GetRawText(), Does.Contain(tells ? "and tells those who got it" : ", without notifying anyone"), string.Join(';', preview.Errors.Values));
        await world.Linus.SubmitAsync([]);
    }

    private static async Task PublishAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, $"statuspage {Words}");
        await world.UntilFormAsync(world.Linus, "rolling back");
        await world.Linus.SubmitAsync([]);
        await world.Linus.SubmitAsync([]);
    }
}
