namespace IncidentBot.EndToEnd;

internal sealed class DeclareTests
{
    [TestCase("/incident")]
    [TestCase("/inc")]
    public async Task The_form_opens_empty_and_is_then_filled(string command)
    {
        await using var world = await World.StartAsync();

        var answer = await world.Ada.CommandAsync(command, "", World.General);
        await world.UntilFormAsync(world.Ada, "What is broken?");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.Empty);
            Assert.That(world.Slack.Calls.Single(call => call.Method == "views.open").Args.GetRawText(), Does.Contain("One moment"));
            var form = world.Workspace.OpenView(world.Ada.Id)!.Definition.GetRawText();
            foreach (var asked in new[] { "What is broken?", "How bad is it?", "What is happening?", "Do customers notice?", "Who leads?", "Who keeps customers informed?", "Only suspected", "Private", "Security", "Reported from outside?", "Reason not to page" })
                Assert.That(form, Does.Contain(asked));
            Assert.That(form, Does.Contain("no workaround").And.Contain("badly slow").And.Contain("can wait for working hours"), "the meaning of each severity");
            Assert.That(form, Does.Contain($"\"initial_user\":\"{world.Ada.Id}\""), "the declarer is the default lead");
        }
    }

    [Test]
    public async Task Text_after_the_command_becomes_the_title_in_the_form()
    {
        await using var world = await World.StartAsync();

        await world.OpenDeclareFormAsync(world.Ada, "checkout answers with errors");

        Assert.That(world.Workspace.OpenView(world.Ada.Id)!.Definition.GetRawText(), Does.Contain("\"initial_value\":\"checkout answers with errors\""));
    }

    [Test, Requirement("R67")]
    public async Task An_unchanged_form_makes_the_declarer_the_lead()
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareByFormAsync(world.Ada);

        await world.UntilAsync(() => room.Channel.Topic.Contains("API is down", StringComparison.Ordinal), "a topic");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.Topic, Does.StartWith($"Major, investigating | Lead: <@{world.Ada.Id}>"));
            Assert.That(room.Headline.Everything, Does.Contain("not needed yet"));
        }
    }

    [Test, Requirement("R64")]
    public async Task Every_field_of_the_form_is_stored_in_the_incident()
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareByFormAsync(
            world.Ada, ("severity", "Critical"), ("description", "All requests fail since the deploy"), ("impact", "yes"),
            ("lead", "grace"), ("messenger", "linus"), ("reporter", "Contoso's admin"));

        await world.UntilAsync(() => room.Channel.Members.Contains(world.Linus.Id) && room.Channel.Members.Contains(world.Grace.Id), "the people are invited");
        await room.UntilHeadlineSaysAsync("All requests fail since the deploy");
        var headline = room.Headline.Everything;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headline, Does.Contain("Critical").And.Contain(world.Grace.Id).And.Contain(world.Linus.Id).And.Contain("Next public update"));
            Assert.That(headline, Does.Contain("reported by Contoso"));
            Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("declared *API is down*"));
        }

        await room.UntilEphemeralAsync(world.Grace, "First steps for you, the lead");
        await room.UntilEphemeralAsync(world.Linus, "First steps for you, the messenger");
    }

    [Test]
    public async Task A_suspected_incident_waits_in_triage_and_pages_only_once_accepted()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareByFormAsync(world.Ada, ("severity", "Critical"), ("kind", "suspected"));
        await room.UntilHeadlineSaysAsync("triage");
        await room.SettleAsync(world.Ada, "looking at it");
        Assert.That(room.CountSaying(World.OnCallGroup), Is.Zero);

        await room.ClickHeadlineAsync(world.Grace, "incident_accept");

        await room.UntilSaidAsync(World.OnCallGroup);
        await room.UntilSaidAsync("This is a real incident");
        await room.UntilHeadlineSaysAsync("investigating");
    }

    [TestCase("private")]
    [TestCase("security")]
    public async Task A_confidential_incident_is_visible_only_in_its_private_room(string kind)
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareByFormAsync(world.Ada, ("title", "Leaked hazelnut keys"), ("severity", "Critical"), ("impact", "yes"), ("kind", kind), ("messenger", "linus"));
        await room.SettleAsync(world.Ada, "hazelnut is being rotated");
        var refusal = await room.RunAsync(world.Ada, "statuspage hazelnut");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(room.Channel.IsPrivate, Is.True);
            Assert.That(room.Channel.Name, Is.EqualTo("inc-1-private"));
            Assert.That(room.Channel.Bookmarks, Is.Empty);
            Assert.That(world.Workspace.TopLevel(World.Incidents), Is.Empty);
            Assert.That(refusal, Does.Contain("private").And.Not.Contain("hazelnut"));
            Assert.That((await world.Linus.CommandAsync("/incident", "recap INC-1", World.General)).Everything, Does.Contain("hazelnut"), "a role holder may see it");
            Assert.That((await world.Grace.CommandAsync("/incident", "recap INC-1", World.General)).Everything, Does.Contain("I do not know that incident"));
            Assert.That((await world.Grace.CommandAsync("/incident", "list", World.General)).Text, Does.Contain("No open incidents"));
            Assert.That(await world.Http.GetStringAsync("/status"), Does.Not.Contain("hazelnut"));
            Assert.That(await world.Http.GetStringAsync("/api/v2/summary.json"), Does.Not.Contain("hazelnut"));
        }
    }

    [Test, Requirement("R66")]
    public async Task The_messenger_is_asked_to_answer_an_external_reporter()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareByFormAsync(world.Ada, ("impact", "yes"), ("messenger", "linus"), ("reporter", "Contoso <b>"));

        await world.ClickEphemeralAsync(world.Linus, "reported INC-1. Please tell them", "incident_told_reporter");
        await world.ClickEphemeralAsync(world.Linus, "reported INC-1. Please tell them", "incident_told_reporter");
        await world.EphemeralAsync(world.Linus, "It is in the timeline");

        var story = await room.RunAsync(world.Ada, "timeline");
        Assert.That(story.Split("Told the reporter"), Has.Length.EqualTo(2), "recorded once for several clicks");
    }

    [Test, Requirement("R72")]
    public async Task A_major_incident_with_a_reason_sends_no_page()
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareAsync("major: search is slow nopage: known load test");
        await room.SettleAsync(world.Ada);

        Assert.That(room.CountSaying(World.OnCallGroup), Is.Zero);
        Assert.That(room.Headline.Everything, Does.Contain("paging skipped: known load test"));
    }

    [Test, Requirement("R71")]
    public async Task A_critical_incident_pages_at_once_and_only_once()
    {
        await using var world = await World.StartAsync();

        var room = await world.DeclareAsync("critical: API is down nopage: everybody is asleep");
        await room.UntilSaidAsync($"<!subteam^{World.OnCallGroup}>");
        await room.RunAsync(world.Ada, "severity major");
        await room.RunAsync(world.Ada, "severity critical");
        await room.SettleAsync(world.Ada);

        Assert.That(room.CountSaying($"<!subteam^{World.OnCallGroup}>"), Is.EqualTo(1));
    }

    [Test, Requirement("R71")]
    public async Task An_incident_that_turns_critical_pages_although_it_was_silenced()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: search is slow nopage: known load test");

        await room.RunAsync(world.Ada, "severity critical");

        await room.UntilSaidAsync($"<!subteam^{World.OnCallGroup}>");
        await world.UntilAsync(() => !room.Headline.Everything.Contains("paging skipped", StringComparison.Ordinal), "a headline that no longer says that paging was skipped");
    }

    [Test, Requirement("R73")]
    public async Task A_minor_problem_is_sent_to_support()
    {
        await using var world = await World.StartAsync();
        await world.OpenDeclareFormAsync(world.Ada);

        var form = await world.Ada.SubmitAsync([("title", "Typo on the login page"), ("severity", "Minor")]);
        var typed = await world.Ada.CommandAsync("/incident", "declare minor: Typo on the login page", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(form.Errors["severity"], Does.Contain("does not need an incident").And.Contain("https://help.example.com").And.Not.Contain("<").And.Not.Contain("*"));
            Assert.That(typed.Text, Does.Contain("does not need an incident").And.Contain("<https://help.example.com/|support>"));
            Assert.That(world.RoomNames(), Is.Empty);
        }
    }

    [Test, Requirement("R70")]
    public async Task The_contractual_severity_is_shown()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: search is slow");

        var recap = await room.RunAsync(world.Grace, "recap");

        Assert.That(recap, Does.Contain("*Severity* Major (contract: Severity 1)"));
    }

    [TestCase("expired")]
    [TestCase("hang")]
    [TestCase("500")]
    public async Task A_form_that_does_not_open_is_replaced_by_a_command_to_type(string trouble)
    {
        await using var world = await World.StartAsync();
        switch (trouble)
        {
            case "expired":
                world.Slack.Faults.Refuse("views.open", "expired_trigger_id");
                break;
            case "hang":
                world.Slack.Faults.Hang("views.open");
                break;
            default:
                world.Slack.Faults.FailWith500("views.open", 5);
                break;
        }

        var answer = await world.Ada.CommandAsync("/incident", "checkout <b> fails", World.General);

        Assert.That(answer.Text, Does.Contain("Type it instead: `/incident declare critical: checkout &lt;b&gt; fails`"));
    }

    [Test]
    public async Task A_typed_declaration_has_the_named_severity_or_the_mildest()
    {
        await using var world = await World.StartAsync();

        var critical = await world.Ada.CommandAsync("/inc", "declare CRITICAL: API is down", World.General);
        var plain = await world.Ada.CommandAsync("/incident", "declare api: timeouts everywhere", World.General);
        var misspelt = await world.Ada.CommandAsync("/incident", "declare critcal: API is down", World.General);
        var unknown = await world.Ada.CommandAsync("/incident", "declare sev1: API is down", World.General);
        var empty = await world.Ada.CommandAsync("/incident", "declare critical:", World.General);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(critical.Text, Does.StartWith("Declared *INC-1* API is down\nCritical. I am opening its room, `#inc-1-api-is-down`").And.Contain("It has no lead yet"));
            Assert.That(plain.Text, Does.StartWith("Declared *INC-2* api: timeouts everywhere\nMajor."));
            Assert.That(misspelt.Text, Does.Contain("There is no severity \"critcal\". Choose one of these:\n*Critical*"));
            Assert.That(unknown.Text, Does.Contain("There is no severity \"sev1\""));
            Assert.That(empty.Text, Does.Contain("Give it a title"));
        }
    }

    [Test]
    public async Task An_invalid_role_holder_is_refused_at_the_field_and_typed_text_is_kept()
    {
        await using var world = await World.StartAsync();
        await world.OpenDeclareFormAsync(world.Ada);

        var refused = await world.Ada.SubmitAsync([("title", "API is down"), ("lead", "otherbot"), ("messenger", "leaver")]);
        var mended = await world.Ada.SubmitAsync([("lead", "grace"), ("messenger", "linus")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Errors["lead"], Does.Contain("otherbot is a bot"));
            Assert.That(refused.Errors["messenger"], Does.Contain("leaver has left"));
            Assert.That(mended.View?.Title, Is.EqualTo("Declared"));
        }
    }

    [Test, Requirement("R68")]
    public async Task A_declarer_outside_the_responders_is_offered_support()
    {
        await using var world = await World.StartAsync($"--Paging:SupportGroup={World.SupportGroup}", $"--Paging:ResponderGroups={World.OnCallGroup},{World.SupportGroup}");
        var room = await world.DeclareAsync();

        await world.ClickEphemeralAsync(world.Ada, "Do you want help with INC-1?", "incident_page_support");
        await world.ClickEphemeralAsync(world.Ada, "Do you want help with INC-1?", "incident_page_support");

        await room.UntilSaidAsync($"<!subteam^{World.SupportGroup}>");
        await room.SettleAsync(world.Ada);
        Assert.That(room.CountSaying($"<!subteam^{World.SupportGroup}>"), Is.EqualTo(1));
    }

    [Test, Requirement("R68")]
    public async Task A_responder_is_not_offered_support()
    {
        await using var world = await World.StartAsync($"--Paging:SupportGroup={World.SupportGroup}", $"--Paging:ResponderGroups={World.OnCallGroup}");

        var room = await world.DeclareAsync(by: world.Grace);
        await room.SettleAsync(world.Grace);
        await world.QuietAsync();

        Assert.That(world.EphemeralsTo(world.Grace).Select(message => message.Text), Has.None.Contains("Do you want help with INC-1?"));
    }
}
