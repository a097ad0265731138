using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>Slack is down, slow or failing while reminders fall due.</summary>
internal sealed class OutageSlackTests
{
    private static readonly TimeSpan JustDue = TimeSpan.FromSeconds(30 * 60 + 5);

    [TestCase(null)]
    [TestCase(503)]
    public async Task During_a_long_outage_commands_are_saved_and_afterwards_all_messages_are_sent_once_and_in_order(int? status)
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Down(status);

        foreach (var minutes in (int[])[26, 5, 5, 10])
        {
            world.Move(TimeSpan.FromMinutes(minutes));
            await world.SweptAsync();
        }

        var noted = await room.RunAsync(world.Grace, "note the database is full");
        var named = await room.RunAsync(world.Grace, "messenger @linus");
        world.Slack.Faults.Up();
        await world.RetriedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(noted, Does.Contain("Noted"));
            Assert.That(named, Does.Contain("is the messenger"));
            Assert.That(room.Saying(Reminding.Due), Is.Empty, "newer reminders replaced the older ones");
            Assert.That(room.Saying(Reminding.Page).Single().Text, Does.Match("1[6-9] min late"));
            Assert.That(room.Words, Does.Contain(world.Linus.Id));
            Assert.That(Marks(world), Is.Unique);
        }
    }

    [Test]
    public async Task An_update_during_an_outage_leaves_no_reminder_after_it()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Down();
        world.Move(JustDue);
        await world.SweptAsync();

        await room.RunAsync(world.Grace, "update we know what it is");
        world.Slack.Faults.Up();
        await world.RetriedAsync();

        Assert.That(room.Words, Does.Contain("we know what it is"));
        Assert.That(room.Saying(Reminding.Due), Is.Empty);
    }

    [Test]
    public async Task A_rate_limited_message_waits_as_long_as_Slack_asks_and_is_sent_once()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.RateLimit("chat.postMessage", TimeSpan.FromSeconds(40));

        world.Move(JustDue);
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Error == "ratelimited"), "the refusal");
        await world.RetriedAsync();

        var refused = world.Slack.Calls.Single(call => call.Error == "ratelimited");
        var posted = world.Slack.Calls.Last(call => call is { Method: "chat.postMessage", Ok: true });
        Assert.That(posted.At - refused.At, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(40)));
        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_post_that_hangs_until_Slack_recovers_is_there_once()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Hang("chat.postMessage");

        world.Move(JustDue);
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Error == "hangs"), "a hanging call");
        world.Slack.Faults.Release();
        await world.QuietAsync();

        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [TestCase("chat.postMessage")]
    [TestCase("chat.update")]
    [TestCase("chat.postEphemeral")]
    [TestCase("conversations.create")]
    [TestCase("conversations.invite")]
    [TestCase("conversations.setTopic")]
    [TestCase("pins.add")]
    public async Task A_lost_response_doubles_no_message(string method)
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.LoseAnswerAfterEffect(method);
        var room = await LedAsync(world);
        await room.RunAsync(world.Grace, "update we look at it");
        world.Slack.Faults.LoseAnswerAfterEffect(method);
        world.Move(TimeSpan.FromSeconds(25 * 60 + 5));
        await world.SweptAsync();
        world.Slack.Faults.LoseAnswerAfterEffect(method, times: 2);
        world.Move(TimeSpan.FromMinutes(5));
        await world.RetriedAsync();

        AssertNothingIsDoubled(world, room);
    }

    [TestCase("chat.postMessage")]
    [TestCase("chat.update")]
    [TestCase("chat.postEphemeral")]
    [TestCase("conversations.create")]
    [TestCase("conversations.invite")]
    [TestCase("*")]
    public async Task A_connection_cut_or_a_server_error_before_the_effect_loses_no_message(string method)
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.ResetBeforeEffect(method);
        var room = await LedAsync(world);
        world.Slack.Faults.FailWith500(method, times: 2);
        world.Move(JustDue);
        await world.RetriedAsync();

        AssertNothingIsDoubled(world, room);
    }

    [Test]
    public async Task A_topic_that_Slack_refuses_delays_no_reminder()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.FailWith500("conversations.setTopic", times: 1_000);
        world.Slack.Faults.FailWith500("bookmarks.*", times: 1_000);
        var room = await LedAsync(world);

        world.Move(JustDue);

        await room.UntilSaidAsync(Reminding.DueNow);
    }

    [Test]
    public async Task With_a_revoked_token_messages_wait_for_a_new_one()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Refuse("*", "token_revoked", times: 100_000);
        world.Move(JustDue);
        await world.SweptAsync();
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Error == "token_revoked"), "the refusal");

        world.Slack.Faults.Clear();
        await world.RetriedAsync();

        Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task For_an_archived_room_the_reminder_is_sent_directly()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        await world.Ada.ArchiveAsync(room.Id);

        await world.MoveAndHearAsync(JustDue);
        var told = world.Ephemerals(world.Grace, Reminding.DueNow).Single();
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(5));

        Assert.That(told.Channel, Does.StartWith("D"));
        Assert.That(told.Text, Does.Contain("*INC-1* "), "outside the room the message must name its incident");
        Assert.That(world.Ephemerals(world.Grace, Reminding.StillNone), Has.Count.EqualTo(1));
        Assert.That(room.Saying(Reminding.Due), Is.Empty);
    }

    [Test]
    public async Task A_room_archived_before_the_search_for_an_uncertain_post_loses_no_reminder()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Down();
        world.Move(JustDue);
        await world.SweptAsync();
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call is { Method: "chat.postMessage", Error: "connection_reset" }), "an uncertain post");

        await world.Ada.ArchiveAsync(room.Id);
        world.Slack.Faults.Up();
        await world.RetriedAsync();

        Assert.That(world.Ephemerals(world.Grace, Reminding.Due), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_direct_message_whose_response_was_lost_is_found_again()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        await world.Ada.ArchiveAsync(room.Id);
        world.Slack.Faults.LoseAnswerAfterEffect("chat.postMessage");
        world.Slack.Faults.ResetBeforeEffect("chat.postMessage");

        world.Move(JustDue);
        await world.RetriedAsync();

        Assert.That(world.Ephemerals(world.Grace, Reminding.Due), Has.Count.EqualTo(1));
    }

    [TestCase("channel_not_found")]
    [TestCase("not_in_channel")]
    [TestCase("restricted_action")]
    [TestCase("is_archived")]
    public async Task If_the_room_is_closed_to_the_bot_the_reminder_is_sent_directly(string code)
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        world.Slack.Faults.Refuse("chat.postMessage", code);

        await world.MoveAndHearAsync(JustDue);

        Assert.That(world.Ephemerals(world.Grace, Reminding.DueNow), Has.Count.EqualTo(1));
        Assert.That(room.Saying(Reminding.Due), Is.Empty);
    }

    [Test]
    public async Task Removed_from_the_room_the_bot_still_reaches_people()
    {
        await using var world = await World.StartAsync();
        var room = await LedAsync(world);
        await world.QuietAsync();
        await world.Ada.KickAsync(room.Id, world.Workspace.App.BotUserId);

        await world.MoveAndHearAsync(TimeSpan.FromSeconds(25 * 60 + 5));
        await world.MoveAndHearAsync(TimeSpan.FromMinutes(5));

        Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp), Has.Count.EqualTo(1));
        Assert.That(room.Saying(Reminding.DueNow).Count + world.Ephemerals(world.Grace, Reminding.DueNow).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task While_Slack_is_down_a_form_fails_at_once_and_names_the_command_to_type()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.Down();
        for (var call = 0; call < 12; call++)
            await world.Ada.CommandAsync("/incident", "", World.General);
        var asked = FormsAsked();

        var answer = await world.Ada.CommandAsync("/incident", "", World.General);

        Assert.That(answer.Text, Does.Contain("declare critical:"));
        Assert.That(asked, Is.InRange(9, 11), "the calls that opened the circuit");
        Assert.That(FormsAsked(), Is.EqualTo(asked), "an open circuit makes no calls");

        int FormsAsked() => world.Slack.Calls.Count(call => call.Method == "views.open");
    }

    private static void AssertNothingIsDoubled(World world, Room room)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
            Assert.That(room.Channel.Pins, Has.Count.EqualTo(1));
            Assert.That(room.Channel.Members, Is.Unique.And.Contains(world.Ada.Id));
            Assert.That(world.Workspace.TopLevel(World.Incidents), Has.Count.EqualTo(1));
            Assert.That(room.Saying(Reminding.Due), Has.Count.EqualTo(1));
            Assert.That(world.Ephemerals(world.Grace, Reminding.HeadsUp), Has.Count.LessThanOrEqualTo(1));
            Assert.That(Marks(world), Is.Unique);
        }
    }

    // Each posted message has the mark of its outbox row.
    private static IReadOnlyList<string> Marks(World world) =>
    [
        .. world.Workspace.Channels.SelectMany(channel => channel.Messages)
            .Where(message => message.Metadata is not null)
            .Select(message => message.Channel + message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()),
    ];

    private static async Task<Room> LedAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        return room;
    }
}
