namespace IncidentBot.EndToEnd;

/// <summary>The headline's buttons for the frequent commands.</summary>
internal sealed class ButtonTests
{
    [TestCase("incident_update", "What is known now")]
    [TestCase("incident_statuspage", "What customers read")]
    [TestCase("incident_resolve", "Are you confident")]
    public async Task A_button_opens_the_same_form_as_its_command(string button, string words)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await room.ClickHeadlineAsync(world.Grace, button);

        await world.UntilFormAsync(world.Grace, words);
    }

    [Test]
    public async Task The_headline_has_the_buttons_of_its_phase()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        Assert.That(room.Headline.Everything, Does.Contain("Take the lead").And.Not.Contain("Be the messenger").And.Not.Contain("Reopen").And.Not.Contain("It is real"));

        await room.ClickHeadlineAsync(world.Grace, "incident_take_lead");
        await room.RunAsync(world.Grace, "impact yes");
        await room.UntilHeadlineSaysAsync("Be the messenger");
        Assert.That(room.Headline.Everything, Does.Not.Contain("Take the lead"));

        await room.RunAsync(world.Grace, "resolve confirm");
        await room.UntilHeadlineSaysAsync("Reopen");
        Assert.That(room.Headline.Everything, Does.Contain("incident_close").And.Not.Contain("Be the messenger").And.Not.Contain("Post update"));
    }

    [Test]
    public async Task Reopening_by_button_continues_the_incident()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "resolve confirm");
        await room.UntilHeadlineSaysAsync("Reopen");

        await room.ClickHeadlineAsync(world.Ada, "incident_reopen");

        await room.UntilSaidAsync("*Reopened* by");
        await room.UntilHeadlineSaysAsync("investigating");
    }

    [Test]
    public async Task A_form_that_does_not_open_gets_an_ephemeral_message()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Slack.Faults.Refuse("views.open", "expired_trigger_id");

        await room.ClickHeadlineAsync(world.Grace, "incident_update");

        await world.EphemeralAsync(world.Grace, "Slack did not open the form. Please click again");
    }

    [Test]
    public async Task An_outdated_button_gets_an_ephemeral_message()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Ada, "lead @linus");
        var instructions = await world.EphemeralAsync(world.Linus, "First steps for you, the lead");
        await room.RunAsync(world.Grace, "resolve confirm");
        await room.RunAsync(world.Grace, "close");

        await world.Linus.ClickAsync(instructions.Channel, instructions.Ts, "incident_acknowledge_lead");

        await world.EphemeralAsync(world.Linus, "INC-1 is closed. If it is not over: `/incident reopen`");
    }

    [Test]
    public async Task Two_people_who_take_the_lead_at_once_give_one_lead_and_one_refusal()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        var ts = room.Headline.Ts;

        await Task.WhenAll(world.Grace.ClickAsync(room.Id, ts, "incident_take_lead"), world.Grace.ClickAsync(room.Id, ts, "incident_take_lead"));

        await world.EphemeralAsync(world.Grace, "has the lead already");
        await room.SettleAsync(world.Ada);
        Assert.That((await room.RunAsync(world.Ada, "timeline")).Split("the lead"), Has.Length.EqualTo(2));
    }
}
