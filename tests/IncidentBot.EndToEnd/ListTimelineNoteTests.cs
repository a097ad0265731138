namespace IncidentBot.EndToEnd;

internal sealed class ListTimelineNoteTests
{
    [Test]
    public async Task The_list_shows_open_incidents_with_room_lead_and_lateness()
    {
        await using var world = await World.StartAsync();
        var nothing = await world.Ada.CommandAsync("/incident", "list", World.General);
        var first = await world.DeclareAsync("critical: API is down");
        var second = await world.DeclareAsync("major: search is slow");
        await first.RunAsync(world.Grace, "lead me");
        await second.RunAsync(world.Grace, "resolve confirm");
        world.Move(TimeSpan.FromMinutes(31));

        var list = (await world.Linus.CommandAsync("/incident", "list", World.General)).Everything;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nothing.Text, Is.EqualTo("No open incidents."));
            Assert.That(list, Does.Contain("1 open incident, 1 resolved and not closed yet").And.Contain("*INC-1* API is down").And.Contain($"<#{first.Id}>").And.Contain($"lead <@{world.Grace.Id}>"));
            Assert.That(list, Does.Contain("room update overdue").And.Contain("*INC-2* search is slow\\nMajor, resolved"));
        }
    }

    [Test]
    public async Task The_timeline_is_shown_in_order_and_only_to_the_caller()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "note restarted <replica> 2");
        await room.RunAsync(world.Grace, "resolve confirm rolled back");
        await room.UntilSaidAsync(World.OnCallGroup);
        var before = room.Messages.Count;

        var story = (await world.Ada.CommandAsync("/incident", "timeline INC-1", World.General)).Everything;

        string[] order = ["declared *API is down*, Critical", $"<@{world.Grace.Id}> took the lead", "noted: restarted &lt;replica&gt; 2", "resolved it: rolled back"];
        Assert.That(order.Select(line => story.IndexOf(line, StringComparison.Ordinal)), Is.Ordered.And.All.Positive);
        Assert.That(room.Messages.Count - before, Is.LessThanOrEqualTo(1), "only the resolved message may still have been in flight");
    }

    [Test]
    public async Task A_note_goes_to_the_timeline_and_not_to_the_room()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        var receipt = await room.RunAsync(world.Grace, "note the on-call engineer of @oncall was on a plane");
        await room.SettleAsync(world.Ada);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(receipt, Does.Contain("Noted in the timeline."));
            Assert.That(room.Words, Does.Not.Contain("on a plane"));
            Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("of @oncall was on a plane").And.Not.Contain("<!subteam"));
            Assert.That(await room.RunAsync(world.Ada, "note"), Does.Contain("What should the timeline say?"));
        }
    }

    [Test]
    public async Task A_closed_incident_still_takes_notes()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve confirm");
        await room.RunAsync(world.Ada, "close");

        Assert.That(await room.RunAsync(world.Ada, "note the fix is merged"), Does.Contain("Noted"));
        Assert.That(await room.RunAsync(world.Ada, "timeline"), Does.Contain("the fix is merged"));
    }
}
