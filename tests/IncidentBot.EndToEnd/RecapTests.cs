namespace IncidentBot.EndToEnd;

internal sealed class RecapTests
{
    [Test, Requirement("R100")]
    public async Task The_recap_is_complete_and_only_the_caller_sees_it()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is <down>");
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "update rolled back the deploy phase:monitoring");
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        await world.Linus.SubmitAsync([("text", "Requests fail. We have rolled back a change.")]);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
        world.Move(TimeSpan.FromMinutes(10));
        await room.UntilSaidAsync(World.OnCallGroup);
        await world.QuietAsync();
        var before = room.Messages.Count;

        var recap = (await world.Ada.CommandAsync("/incident", "recap INC-1", World.General)).Everything;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(recap, Does.Contain("*INC-1* API is &lt;down&gt;"));
            Assert.That(recap, Does.Contain("*Severity* Critical").And.Contain("*Phase* monitoring · declared"));
            Assert.That(recap, Does.Contain($"*Lead* <@{world.Grace.Id}> · *Messenger* none yet, <@{world.Grace.Id}> stands in · *Customers notice* yes"));
            Assert.That(recap, Does.Contain("*Summary* rolled back the deploy"));
            Assert.That(recap, Does.Match(@"\*Last room update\* .*\(10 min ago\) · next due .*\(in (19|20) min\)"));
            Assert.That(recap, Does.Match(@"\*Last public update\* .*\(10 min ago\), _monitoring_ · next due .*\(in (19|20) min\)"));
            Assert.That(recap, Does.Contain($"<#{room.Id}>").And.Contain("<https://status.example.com/status|status page>"));
            Assert.That(room.Messages, Has.Count.EqualTo(before));
        }
    }

    [Test]
    public async Task The_recap_shows_the_lateness()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        world.Move(TimeSpan.FromMinutes(42));

        Assert.That(await room.RunAsync(world.Ada, "recap"), Does.Contain("*12 min late*"));
    }

    [Test]
    public async Task The_recap_of_an_ended_incident_has_no_promise()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "resolve confirm rolled back");
        await room.RunAsync(world.Ada, "close");

        var recap = await room.RunAsync(world.Ada, "recap");

        Assert.That(recap, Does.Contain("*Phase* closed").And.Contain("rolled back").And.Not.Contain("next due"));
    }

    [Test]
    public async Task The_button_shows_the_same_recap_privately()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await room.ClickHeadlineAsync(world.Grace, "incident_recap");

        await world.EphemeralAsync(world.Grace, "*Summary* nothing yet");
    }

    [Test]
    public async Task The_recap_shows_a_snooze()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Ada, "snooze 45m");

        Assert.That(await room.RunAsync(world.Ada, "recap"), Does.Contain("reminders snoozed until"));
    }
}
