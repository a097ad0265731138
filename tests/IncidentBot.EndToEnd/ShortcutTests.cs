using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class ShortcutTests
{
    private const string DeclareShortcut = "incident_declare";
    private const string DeclareFromMessage = "incident_declare_from_message";
    private const string AddToTimeline = "incident_timeline_add";

    [Test]
    public async Task The_global_shortcut_opens_the_declare_form()
    {
        await using var world = await World.StartAsync();
        var before = world.RoomNames();

        var answer = await world.Ada.GlobalShortcutAsync(DeclareShortcut);
        await world.UntilFormAsync(world.Ada, "What is broken?");
        await world.Ada.SubmitAsync([("title", "API is down")]);

        Assert.That(answer.Ok, Is.True, answer.Failure);
        Assert.That((await world.RoomAfterAsync(before)).Channel.Name, Is.EqualTo("inc-1-api-is-down"));
    }

    [Test]
    public async Task A_shortcut_whose_form_does_not_open_gets_a_direct_message()
    {
        await using var world = await World.StartAsync();
        world.Slack.Faults.Refuse("views.open", "expired_trigger_id", 2);
        var message = await world.Grace.SayAsync(World.General, "checkout is broken");

        await world.Ada.GlobalShortcutAsync(DeclareShortcut);
        await world.Grace.MessageShortcutAsync(DeclareFromMessage, World.General, message.Ts);

        await world.EphemeralAsync(world.Ada, "Slack did not open the form. Type it instead: `/incident declare title`");
        await world.EphemeralAsync(world.Grace, "Slack did not open the form. Type it instead: `/incident declare title`");
    }

    [Test]
    public async Task Declaring_from_a_message_copies_its_text_without_mentions()
    {
        await using var world = await World.StartAsync();
        var message = await world.Grace.SayAsync(World.General, "Checkout fails for @linus & others\nsince the deploy");

        await world.Ada.MessageShortcutAsync(DeclareFromMessage, World.General, message.Ts);
        await world.UntilFormAsync(world.Ada, "since the deploy");
        var form = world.Workspace.OpenView(world.Ada.Id)!.Definition.GetRawText();
        await world.Ada.SubmitAsync([]);

        var room = await world.RoomAfterAsync([]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(form, Does.Contain($"\"initial_value\":\"Checkout fails for @linus & others\""));
            Assert.That(room.Headline.Everything, Does.Contain("since the deploy").And.Not.Contain($"<@{world.Linus.Id}>"));
        }
    }

    [Test]
    public async Task Declaring_from_the_bots_own_message_copies_text_without_markup()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Linus, "lead me");
        await room.UntilSaidAsync("has the lead");
        var message = room.Messages.First(said => said.Text.Contains("has the lead", StringComparison.Ordinal));

        await world.Ada.MessageShortcutAsync(DeclareFromMessage, room.Id, message.Ts);
        await world.UntilFormAsync(world.Ada, "has the lead");

        Assert.That(
            world.Workspace.OpenView(world.Ada.Id)!.Definition.GetRawText(),
            Does.Match("\"initial_value\":\"[0-9]{2}:[0-9]{2} UTC @linus has the lead\""));
    }

    [TestCase(">>> We are looking\nfor the cause", "We are looking\\nfor the cause")]
    [TestCase(":loudspeaker: :fire: *Major* outage of a*b*c", "Major outage of a*b*c")]
    [TestCase("12:30: see https://x.example/*a* :+1:", "12:30: see https://x.example/*a* :+1:")]
    [TestCase(":+1:", ":+1:")]
    public async Task A_note_keeps_the_text_and_drops_the_formatting(string said, string noted)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(room.Id, said);

        await world.Ada.MessageShortcutAsync(AddToTimeline, room.Id, message.Ts);
        await world.EphemeralAsync(world.Ada, "It is in the timeline now.");

        Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain($"noted: {noted} (said by <@{world.Grace.Id}>)"));
    }

    [Test]
    public async Task A_message_of_the_room_is_added_to_its_timeline_once()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var message = await world.Grace.SayAsync(room.Id, "I restarted <the> replica");

        await world.Ada.MessageShortcutAsync(AddToTimeline, room.Id, message.Ts);
        await world.EphemeralAsync(world.Ada, "It is in the timeline now.");
        await world.Linus.MessageShortcutAsync(AddToTimeline, room.Id, message.Ts);
        await world.EphemeralAsync(world.Linus, "It is in the timeline already.");

        var story = await room.RunAsync(world.Ada, "timeline");
        Assert.That(story, Does.Contain($"noted: I restarted &lt;the&gt; replica (said by <@{world.Grace.Id}>)"));
        Assert.That(story.Split("I restarted"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_message_from_another_channel_opens_a_choice_of_visible_incidents()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");
        await world.DeclareAsync("major: search is slow");
        await world.DeclareByFormAsync(world.Ada, ("kind", "private"), ("title", "Leaked keys"));
        var message = await world.Linus.SayAsync(World.General, "a customer sees error 500");

        await world.Linus.MessageShortcutAsync(AddToTimeline, World.General, message.Ts);
        await world.UntilFormAsync(world.Linus, "Which incident?");
        var offered = await world.Linus.SearchAsync("incident", "");
        var narrowed = await world.Linus.SearchAsync("incident", "API");
        var early = await world.Linus.SubmitAsync([]);
        await world.Linus.PickAsync("incident", "inc-1", "INC-1 API is down");
        var done = await world.Linus.SubmitAsync([]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(offered, Is.EqualTo(new[] { "INC-2 search is slow", "INC-1 API is down" }));
            Assert.That(narrowed, Is.EqualTo(new[] { "INC-1 API is down" }));
            Assert.That(early.Outcome, Is.EqualTo(SubmitOutcome.NotSent));
            Assert.That(done.Outcome, Is.EqualTo(SubmitOutcome.Cleared), done.Failure);
            Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("noted: a customer sees error 500"));
        }
    }
}
