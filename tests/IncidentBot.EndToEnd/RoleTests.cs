using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

internal sealed class RoleTests
{
    [Test, Requirement("R77")]
    public async Task The_lead_is_assigned_by_command_and_appears_in_topic_and_headline()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var receipt = await room.RunAsync(world.Ada, "lead @grace");

        await world.UntilAsync(() => room.Channel.Topic.Contains($"Lead: <@{world.Grace.Id}>", StringComparison.Ordinal), "the lead in the topic");
        await room.UntilHeadlineSaysAsync($"lead <@{world.Grace.Id}>");
        await room.UntilSaidAsync($"<@{world.Grace.Id}> has the lead");
        Assert.That(receipt, Does.Contain($"<@{world.Grace.Id}> leads INC-1. I send them the first steps."));
    }

    [Test]
    public async Task Handing_over_names_the_previous_lead()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");

        await room.RunAsync(world.Grace, "lead @linus");

        await room.UntilSaidAsync($"<@{world.Linus.Id}> has the lead (was <@{world.Grace.Id}>)");
    }

    [Test]
    public async Task A_role_can_be_assigned_from_any_channel_by_the_incident_s_number_or_room()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var byNumber = await world.Ada.CommandAsync("/incident", "lead INC-1 @grace", World.General);
        var byRoom = await world.Ada.CommandAsync("/incident", $"messenger #{room.Channel.Name} @linus", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byNumber.Text, Does.Contain("leads INC-1"));
            Assert.That(byRoom.Text, Does.Contain("is the messenger of INC-1"));
        }
    }

    [TestCase("@otherbot", "otherbot is a bot and cannot take a role")]
    [TestCase("@leaver", "leaver has left")]
    [TestCase("@oncall", "A group cannot take a role")]
    [TestCase("garce", "I do not know who \"garce\" is")]
    [TestCase("@grace @linus", "Name one person")]
    public async Task An_invalid_role_holder_is_refused_by_name(string who, string why)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var lead = await room.RunAsync(world.Ada, $"lead {who}");
        var messenger = await room.RunAsync(world.Ada, $"messenger {who}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lead, Does.Contain(why));
            Assert.That(messenger, Does.Contain(why));
            Assert.That(room.Headline.Text, Does.Contain("no lead yet"));
        }
    }

    [Test]
    public async Task An_unknown_person_is_refused_and_a_silent_Slack_does_not_prevent_a_lead()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Slack.Faults.Refuse("users.info", "user_not_found");

        var unknown = await room.RunAsync(world.Ada, "lead @linus");
        world.Slack.Faults.Hang("users.info");
        var unchecked_ = await room.RunAsync(world.Ada, "lead @grace");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown, Does.Contain($"I cannot find <@{world.Linus.Id}> in this workspace"));
            Assert.That(unchecked_, Does.Contain("leads INC-1"));
        }
    }

    [Test, Requirement("R80"), Requirement("R82")]
    public async Task The_lead_s_instructions_start_with_the_rollback_and_can_be_acknowledged()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "lead @grace");

        var instructions = await world.EphemeralAsync(world.Grace, "First steps for you, the lead");
        await world.ClickEphemeralAsync(world.Grace, "First steps for you, the lead", "incident_acknowledge_lead");
        await world.EphemeralAsync(world.Grace, "Thank you. You lead INC-1");
        world.Move(TimeSpan.FromMinutes(6));
        await room.SettleAsync(world.Ada);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(instructions.Text.IndexOf("rollback", StringComparison.Ordinal), Is.LessThan(instructions.Text.IndexOf("Thank", StringComparison.Ordinal)));
            Assert.That(instructions.Text, Does.Contain("Thank the person who raised it").And.Contain("Say that you have it").And.Contain("Say what comes next"));
            Assert.That(room.CountSaying("Do you have it?"), Is.Zero);
            Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("confirmed having the lead"));
        }
    }

    [Test]
    public async Task A_declarer_who_leads_is_not_asked_to_thank_themselves()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await room.RunAsync(world.Ada, "lead me");

        var instructions = await world.EphemeralAsync(world.Ada, "First steps for you, the lead");
        Assert.That(instructions.Text, Does.Contain("3. Say what comes next").And.Not.Contain("Thank"));
    }

    [Test, Requirement("R80")]
    public async Task A_silent_lead_gets_a_reminder_and_an_update_acknowledges_the_role()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "lead @grace");

        world.Move(TimeSpan.FromMinutes(6));
        await room.UntilSaidAsync("Do you have it?");
        await room.RunAsync(world.Grace, "update on it");

        await world.UntilAsync(() => room.CountSaying("Do you have it?") == 0, "the question is edited to done");
        Assert.That(room.Words, Does.Contain($"Done: <@{world.Grace.Id}> leads"));
    }

    [Test, Requirement("R78"), Requirement("R29")]
    public async Task A_missing_messenger_has_a_reminder_only_when_customers_notice()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.UntilHeadlineSaysAsync("not needed yet");
        world.Move(TimeSpan.FromMinutes(11));
        await room.SettleAsync(world.Grace);
        Assert.That(room.Words, Does.Not.Contain("there is no messenger,"));

        var receipt = await room.RunAsync(world.Grace, "impact yes");
        await room.UntilHeadlineSaysAsync($"none yet, <@{world.Grace.Id}> stands in");
        world.Move(TimeSpan.FromMinutes(11));
        await room.UntilSaidAsync("there is no messenger,");

        Assert.That(receipt, Does.Contain("Who writes to them?"));
        await room.ClickHeadlineAsync(world.Linus, "incident_take_messenger");
        await room.UntilHeadlineSaysAsync(world.Linus.Id);
        await world.UntilAsync(() => room.CountSaying("there is no messenger,") == 0, "the question is settled");
    }

    [Test, Requirement("R74")]
    public async Task One_person_in_both_roles_gets_a_warning_and_no_refusal()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "messenger me");
        await room.SettleAsync(world.Grace);
        Assert.That(world.EphemeralsTo(world.Grace).Select(message => message.Text), Has.None.Contains("both lead and messenger"), "without customer impact there is no warning");

        await room.RunAsync(world.Grace, "impact yes");

        await world.EphemeralAsync(world.Grace, "is both lead and messenger of INC-1");
        await room.UntilHeadlineSaysAsync("Next public update");
    }

    [TestCase("incident_stay", "Ask the lead what helps most", "Staying to help")]
    [TestCase("incident_hand_over", "They have it from here", "Left it to the lead and the messenger")]
    [Requirement("R69")]
    public async Task With_both_roles_filled_the_declarer_may_stay_or_leave(string button, string answer, string story)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "messenger @linus");

        await world.ClickEphemeralAsync(world.Ada, "Do you want to stay and help", button);

        await world.EphemeralAsync(world.Ada, answer);
        Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain(story));
    }

    [Test, Requirement("R69")]
    public async Task The_declarer_is_asked_too_if_the_form_names_both_roles()
    {
        await using var world = await World.StartAsync();

        await world.DeclareByFormAsync(world.Ada, ("lead", "grace"), ("messenger", "linus"));

        await world.EphemeralAsync(world.Ada, "Do you want to stay and help");
    }

    [Test, Requirement("R79")]
    public async Task Support_is_asked_whether_a_messenger_would_help()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API <down>");
        await room.RunAsync(world.Grace, "impact yes");
        await room.UntilHeadlineSaysAsync("Ask support");

        await room.ClickHeadlineAsync(world.Grace, "incident_ask_support");

        IEnumerable<SlackMessage> Asked() => world.Workspace.TopLevel(World.General).Where(message => message.Text.Contains("would a messenger help?", StringComparison.Ordinal));
        await world.UntilAsync(() => Asked().Any(), "a question to support");
        Assert.That(Asked().Single().Text, Does.Contain("API &lt;down&gt;").And.Contain($"<#{room.Id}>").And.Contain($"<@{world.Grace.Id}> wants to know"));
        await world.EphemeralAsync(world.Grace, "I am asking support");
    }

    [Test]
    public async Task Taking_the_lead_twice_names_the_current_lead()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.ClickHeadlineAsync(world.Grace, "incident_take_lead");
        await room.UntilHeadlineSaysAsync($"lead <@{world.Grace.Id}>");

        var again = await room.RunAsync(world.Ada, "lead @grace");

        Assert.That(again, Does.Contain($"<@{world.Grace.Id}> has the lead already."));
    }
}
