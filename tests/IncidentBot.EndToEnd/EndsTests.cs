using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class EndsTests
{
    [Test, Requirement("R44")]
    public async Task The_all_clear_needs_two_answers()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenResolveAsync(world, room);

        var unanswered = await world.Grace.SubmitAsync([("text", "rolled back")]);
        var answer = await world.Grace.SubmitAsync([("over", "yes"), ("recur", "yes")]);

        await room.UntilSaidAsync("*Resolved* by");
        await room.UntilHeadlineSaysAsync("resolved");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unanswered.Outcome, Is.EqualTo(SubmitOutcome.NotSent));
            Assert.That(answer.Outcome, Is.EqualTo(SubmitOutcome.Cleared), answer.Failure);
            Assert.That(room.Words, Does.Contain("rolled back").And.Contain("/incident close"));
        }
    }

    [TestCase("no", "yes", "If a fix is in place")]
    [TestCase("yes", "no", "Watch it for a while before the all-clear")]
    [Requirement("R44")]
    public async Task A_no_offers_monitoring(string over, string recur, string words)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await OpenResolveAsync(world, room);

        var offered = await world.Grace.SubmitAsync([("over", over), ("recur", recur), ("text", "rolled back, watching")]);
        var said = await world.Grace.SubmitAsync([]);

        await room.UntilSaidAsync("rolled back, watching");
        await room.UntilHeadlineSaysAsync("monitoring");
        Assert.That(offered.View!.Definition.GetRawText(), Does.Contain(words).And.Contain("The phase becomes monitoring"));
        Assert.That(said.Outcome, Is.EqualTo(SubmitOutcome.Cleared), said.Failure);
    }

    [Test]
    public async Task Without_the_form_the_all_clear_can_be_typed()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Slack.Faults.Refuse("views.open", "expired_trigger_id");

        var fallback = await room.RunAsync(world.Grace, "resolve");
        var typed = await room.RunAsync(world.Grace, "resolve confirm rolled back");

        Assert.That(fallback, Does.Contain("Type it instead: `/incident resolve confirm what ended it`"));
        Assert.That(typed, Does.Contain("INC-1 is resolved."));
    }

    [Test]
    public async Task Closing_shows_the_remaining_tasks_to_the_person_who_closed()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await PublishAsync(world, room);
        var early = await room.RunAsync(world.Grace, "close");
        await room.RunAsync(world.Grace, "resolve confirm");
        await room.UntilHeadlineSaysAsync("Close");

        await room.ClickHeadlineAsync(world.Grace, "incident_close");

        var checklist = await world.EphemeralAsync(world.Grace, "What is left to do");
        await room.UntilSaidAsync("*Closed* by");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Does.Contain("INC-1 is not resolved yet (phase: investigating). Give the all-clear first: `/incident resolve`"));
            Assert.That(checklist.Text, Does.Contain("The status page still shows it as open").And.Contain("follow-up").And.Contain("Archive the room"));
            Assert.That(await room.RunAsync(world.Ada, "close"), Does.Contain("INC-1 is closed already."));
        }
    }

    [TestCase("update text")]
    [TestCase("lead me")]
    [TestCase("messenger me")]
    [TestCase("severity major")]
    [TestCase("rename other")]
    [TestCase("impact yes")]
    [TestCase("snooze 5m")]
    [TestCase("next 5m")]
    [TestCase("resolve")]
    [TestCase("resolve confirm")]
    [TestCase("false-positive")]
    public async Task On_a_closed_incident_the_answer_names_the_next_step(string typed)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Ada, "close");

        Assert.That(await room.RunAsync(world.Ada, typed), Does.Contain("INC-1 is closed. If it is not over: `/incident reopen`"));
    }

    [Test]
    public async Task Reopening_restarts_the_clocks()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var early = await room.RunAsync(world.Grace, "reopen");
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Ada, "close");

        var receipt = await room.RunAsync(world.Grace, "reopen errors are back");

        await room.UntilSaidAsync("errors are back");
        await room.UntilHeadlineSaysAsync("Next room update");
        Assert.That(early, Does.Contain("INC-1 is open already"));
        Assert.That(receipt, Does.Contain("INC-1 is open again").And.Not.Contain("archived"));
    }

    [Test]
    public async Task Reopening_with_an_archived_room_explains_the_steps_and_the_bot_rejoins()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Ada, "close");
        await room.UntilHeadlineSaysAsync("closed");
        await world.Ada.ArchiveAsync(room.Id);

        var receipt = await world.Grace.CommandAsync("/incident", "reopen INC-1 errors are back", World.General);
        await world.Ada.UnarchiveAsync(room.Id);

        await world.UntilAsync(() => room.Channel.Members.Contains(world.Workspace.App.BotUserId), "the bot back in the room");
        await room.UntilHeadlineSaysAsync("investigating");
        await world.UntilAsync(() => room.Channel.Topic.Contains("investigating", StringComparison.Ordinal), "the phase in the topic");
        Assert.That(receipt.Text, Does.Contain($"Its room <#{room.Id}> is archived").And.Contain("*Unarchive channel*").And.Contain("I come back by myself"));
    }

    [Test]
    public async Task An_unarchived_private_room_works_again_once_the_bot_is_invited()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareByFormAsync(world.Ada, ("kind", "private"));
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.UntilHeadlineSaysAsync("resolved");
        await world.Ada.ArchiveAsync(room.Id);

        var receipt = await world.Ada.CommandAsync("/incident", "reopen INC-1", World.General);
        await world.Ada.UnarchiveAsync(room.Id);
        await world.Ada.InviteAsync(room.Id, world.Workspace.App.BotUserId);

        await room.UntilHeadlineSaysAsync("investigating");
        Assert.That(receipt.Text, Does.Contain("Then invite me again"));
    }

    [Test, Requirement("R65")]
    public async Task A_false_alarm_ends_the_incident_with_thanks_to_the_declarer()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var receipt = await room.RunAsync(world.Grace, "false-positive a load test");

        await room.UntilSaidAsync("*False alarm*");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipt, Does.Contain("INC-1 ended as a false alarm."));
            Assert.That(room.Words, Does.Contain("a load test").And.Contain($"Thank you <@{world.Ada.Id}> for raising it"));
            Assert.That(await room.RunAsync(world.Grace, "update text"), Does.Contain("INC-1 ended as a false alarm. If it is real after all: `/incident reopen`"));
        }
    }

    [Test]
    public async Task Merging_ends_one_incident_and_names_the_room_of_the_other()
    {
        await using var world = await World.StartAsync();
        var first = await world.DeclareAsync("critical: API is down");
        var second = await world.DeclareAsync("critical: API is down too");

        var itself = await second.RunAsync(world.Grace, "merge INC-2");
        var nowhere = await second.RunAsync(world.Grace, "merge #general");
        var nothing = await second.RunAsync(world.Grace, "merge");
        var receipt = await second.RunAsync(world.Grace, $"merge #{first.Channel.Name}");

        await second.UntilSaidAsync($"*This goes on in INC-1*, <#{first.Id}>");
        await second.UntilHeadlineSaysAsync("goes on in INC-1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(itself, Does.Contain("That is this incident itself"));
            Assert.That(nowhere, Does.Contain("I do not know that incident"));
            Assert.That(nothing, Does.Contain("Which incident does it go on in?"));
            Assert.That(receipt, Does.Contain("INC-2 goes on in INC-1."));
            Assert.That(await second.RunAsync(world.Grace, "update text"), Does.Contain("This incident goes on in INC-1. Please do it there."));
            Assert.That(await second.RunAsync(world.Grace, "reopen"), Does.Contain("This incident goes on in INC-1"));
            Assert.That(await first.RunAsync(world.Grace, "merge INC-2"), Does.Contain("INC-2 goes on in another incident itself"));
        }
    }

    [Test]
    public async Task Private_and_public_incidents_are_not_merged()
    {
        await using var world = await World.StartAsync();
        var open = await world.DeclareAsync();
        var secret = await world.DeclareByFormAsync(world.Ada, ("kind", "private"));

        Assert.That(await secret.RunAsync(world.Ada, "merge INC-1"), Does.Contain("One of the two is private"));
        Assert.That(await open.RunAsync(world.Grace, "merge INC-2"), Does.Contain("I do not know that incident"));
    }

    [Test]
    public async Task Accepting_an_accepted_incident_gets_an_answer()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        Assert.That(await room.RunAsync(world.Ada, "accept"), Does.Contain("INC-1 is not in triage (phase: investigating)."));
    }

    [Test]
    public async Task A_suspected_incident_is_accepted_by_command_or_dismissed_by_button()
    {
        await using var world = await World.StartAsync();
        var first = await world.DeclareByFormAsync(world.Ada, ("kind", "suspected"));
        var second = await world.DeclareByFormAsync(world.Ada, ("kind", "suspected"), ("title", "Noise"));

        var accepted = await first.RunAsync(world.Grace, "accept");
        await second.ClickHeadlineAsync(world.Grace, "incident_false_positive");

        await second.UntilHeadlineSaysAsync("false positive");
        Assert.That(accepted, Does.Contain("INC-1 is a real incident now. Next room update by"));
        Assert.That(await second.RunAsync(world.Ada, "resolve"), Does.Contain("ended as a false alarm"));
    }

    private static async Task OpenResolveAsync(World world, Room room)
    {
        await room.RunAsync(world.Grace, "resolve");
        await world.UntilFormAsync(world.Grace, "Is it over?");
        await world.UntilFormAsync(world.Grace, "Are you confident");
    }

    private static async Task PublishAsync(World world, Room room)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        await world.Linus.SubmitAsync([]);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
    }
}
