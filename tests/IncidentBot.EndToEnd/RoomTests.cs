using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class RoomTests
{
    [Test]
    public async Task The_room_has_a_name_a_topic_a_bookmark_people_and_a_pinned_headline()
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareAsync("critical: Größe & Maße: API is down!");

        await world.UntilAsync(() => room.Channel.Bookmarks.Count == 1 && room.Channel.Topic.Length > 0 && room.Channel.Members.Count == 3, "a bookmark, a topic and people");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.Name, Is.EqualTo("inc-1-grosse-masse-api-is-down"));
            Assert.That(room.Channel.IsPrivate, Is.False);
            Assert.That(room.Channel.Topic, Does.StartWith("Critical, investigating | Lead: none yet").And.Contain("Größe &amp; Maße"));
            Assert.That(room.Channel.Bookmarks[0].Link, Is.EqualTo("https://status.example.com/status"));
            Assert.That(room.Channel.Members, Is.EquivalentTo(new[] { world.Workspace.App.BotUserId, world.Ada.Id, world.Grace.Id }), "the bot, the declarer, and the person on call");
            Assert.That(room.Channel.Pins, Has.Count.EqualTo(1));
            Assert.That(room.Headline.Everything, Does.Contain("Take the lead").And.Contain("Post update").And.Contain("Resolve"));
        }
    }

    [Test]
    public async Task The_headline_is_edited_in_place()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var ts = room.Headline.Ts;

        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "update found it phase:identified");
        await room.UntilHeadlineSaysAsync("identified");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Headline.Ts, Is.EqualTo(ts));
            Assert.That(room.Headline.Edits, Is.Not.Empty);
            Assert.That(room.Channel.Pins, Has.Count.EqualTo(1));
            Assert.That(room.Headline.Everything, Does.Not.Contain("Take the lead"));
        }
    }

    [Test]
    public async Task A_name_taken_by_another_channel_gets_a_number()
    {
        await using var world = await World.StartAsync();
        var foreign = world.Workspace.AddChannel("inc-1-api-is-down", false, world.Linus.Id);

        var room = await DeclareBesideAsync(world, foreign);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.Name, Is.EqualTo("inc-1-api-is-down-2"));
            Assert.That(world.Workspace.Messages(foreign.Id), Is.Empty);
            Assert.That(await room.RunAsync(world.Ada, "recap"), Does.Contain($"<#{room.Id}>"));
        }
    }

    [Test]
    public async Task A_name_taken_by_a_hidden_private_channel_gets_a_number_too()
    {
        await using var world = await World.StartAsync();
        var foreign = world.Workspace.AddChannel("inc-1-api-is-down", true, world.Linus.Id);

        var room = await DeclareBesideAsync(world, foreign);

        Assert.That(room.Channel.Name, Is.EqualTo("inc-1-api-is-down-2"));
    }

    [Test]
    public async Task A_room_whose_creation_got_no_response_is_found_again()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.LoseAnswerAfterEffect("conversations.create");

        var room = await world.DeclareAsync("critical: API is down");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.Name, Is.EqualTo("inc-1-api-is-down"));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
            Assert.That(world.Slack.Calls.Count(call => call.Method == "conversations.create" && call.TookEffect), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_headline_whose_post_got_no_response_is_posted_once()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.LoseAnswerAfterEffect("chat.postMessage");

        var room = await world.DeclareAsync("major: search is slow nopage: load test");
        await room.SettleAsync(world.Ada);

        Assert.That(room.Messages.Count(message => message.Text.StartsWith("INC-1 search is slow", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_workspace_that_forbids_channels_can_still_run_an_incident()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.Refuse("conversations.create", "restricted_action");

        await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);

        await world.EphemeralAsync(world.Ada, "Slack did not let me open the room of INC-1");
        var update = await world.Ada.CommandAsync("/incident", "update INC-1 rolled back", World.General);
        Assert.That(update.Text, Does.Contain("Update posted."));
    }

    [Test]
    public async Task An_ordinary_hour_has_about_ten_messages()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "messenger @linus");
        await PublishAsync(world, room, "API requests fail for all customers. We are investigating.");
        world.Move(TimeSpan.FromMinutes(15));
        await room.RunAsync(world.Grace, "update the last deploy did it phase:identified");
        world.Move(TimeSpan.FromMinutes(12));
        await PublishAsync(world, room, "API requests fail for all customers. We are rolling back a change.");
        await room.RunAsync(world.Grace, "update rolled back phase:monitoring");
        world.Move(TimeSpan.FromMinutes(20));
        await PublishAsync(world, room, "API requests work again for most customers. We are monitoring.");
        await room.RunAsync(world.Grace, "severity major");
        world.Move(TimeSpan.FromMinutes(13));
        await room.RunAsync(world.Grace, "resolve confirm rolled back, error rate is normal");
        await room.RunAsync(world.Grace, "close");
        await room.UntilSaidAsync("*Closed* by");

        var said = room.Messages.Where(message => message.BotId is not null).ToList();

        Assert.That(said, Has.Count.LessThanOrEqualTo(11), string.Join("\n---\n", said.Select(message => message.Text)));
    }

    private static async Task<Room> DeclareBesideAsync(World world, SlackChannel foreign)
    {
        await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        return await world.RoomAfterAsync([foreign.Id]);
    }

    private static async Task PublishAsync(World world, Room room, string words)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", words), ("title", "API unavailable")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values));
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync(words);
    }
}
