using IncidentBot.Tests;

namespace IncidentBot.EndToEnd;

/// <summary>Pins and 📌 add messages to the timeline.</summary>
internal sealed class TimelineMarkTests
{
    [Test]
    public async Task A_pinned_message_is_added_to_the_timeline_once()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(room.Id, "the disk filled up at 14:02");

        await world.Ada.PinAsync(room.Id, message.Ts);
        await world.Ada.UnpinAsync(room.Id, message.Ts);
        await world.Linus.PinAsync(room.Id, message.Ts);
        await world.Linus.ReactAsync(room.Id, message.Ts, "pushpin");
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Method == "chat.getPermalink"), "the reaction was handled");

        var story = await room.RunAsync(world.Ada, "timeline");
        Assert.That(story, Does.Contain($"<@{world.Ada.Id}> noted: the disk filled up at 14:02 (said by <@{world.Grace.Id}>)"));
        Assert.That(story.Split("the disk filled up"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_reaction_adds_a_message_or_a_reply_with_a_link()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(room.Id, "first clue");
        var reply = await world.Linus.SayAsync(room.Id, "second clue", message.Ts);

        await world.Ada.ReactAsync(room.Id, message.Ts, "pushpin");
        await world.Ada.ReactAsync(room.Id, reply.Ts, "pushpin");
        await world.Ada.ReactAsync(room.Id, reply.Ts, "eyes");

        await world.UntilAsync(() => world.Slack.Calls.Count(call => call.Method == "chat.getPermalink") == 2, "both were handled");
        await Eventually.IsTrueAsync(async () => (await room.RunAsync(world.Ada, "timeline")).Split(" clue").Length == 3);
        var story = await room.RunAsync(world.Ada, "timeline");
        Assert.That(story, Does.Contain($"first clue (said by <@{world.Grace.Id}>) <https://"));
    }

    [Test]
    public async Task A_repeated_event_has_one_effect()
    {
        await using var world = await World.StartWithAsync(options => options with { DuplicateEvents = true });
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(room.Id, "only one of this");

        await world.Ada.PinAsync(room.Id, message.Ts);
        await world.Linus.JoinAsync(room.Id);
        await world.EphemeralAsync(world.Linus, "*Summary*");
        await room.SettleAsync(world.Ada);

        var story = await room.RunAsync(world.Ada, "timeline");
        Assert.That(story.Split("only one of this"), Has.Length.EqualTo(2));
        Assert.That(world.EphemeralsTo(world.Linus).Count(message => message.Everything.Contains("*Summary*", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Pins_in_other_channels_and_of_the_headline_add_nothing()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(World.General, "lunch?");

        await world.Ada.PinAsync(World.General, message.Ts);
        await world.Ada.UnpinAsync(room.Id, room.Headline.Ts);

        Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Not.Contain("noted"));
    }
}
