namespace IncidentBot.EndToEnd;

internal sealed class HomeTests
{
    [Test]
    public async Task An_empty_home_tab_offers_to_declare()
    {
        await using var world = await World.StartAsync();

        await world.Ada.OpenHomeAsync();
        await world.UntilAsync(() => world.Workspace.Home(world.Ada.Id) is not null, "a Home tab");
        await world.Ada.ClickAtHomeAsync("incident_declare");

        await world.UntilFormAsync(world.Ada, "What is broken?");
        Assert.That(world.Workspace.Home(world.Ada.Id)!.Definition.GetRawText(), Does.Contain("No open incidents").And.Contain("false alarms are welcome"));
    }

    [Test]
    public async Task The_home_tab_lists_the_visible_open_incidents()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is <down>");
        await world.DeclareByFormAsync(world.Ada, ("kind", "security"), ("title", "Leaked keys"));
        var over = await world.DeclareAsync("major: it is over");
        await over.RunAsync(world.Ada, "resolve confirm");

        await world.Grace.OpenHomeAsync();
        await world.Ada.OpenHomeAsync();
        await world.UntilAsync(() => world.Workspace.Home(world.Grace.Id) is not null && world.Workspace.Home(world.Ada.Id) is not null, "two Home tabs");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Workspace.Home(world.Grace.Id)!.Definition.GetRawText(), Does.Contain("1 open incident, 1 resolved and not closed yet").And.Contain("API is &lt;down&gt;").And.Contain($"<#{room.Id}>").And.Not.Contain("Leaked"));
            Assert.That(world.Workspace.Home(world.Ada.Id)!.Definition.GetRawText(), Does.Contain("2 open incidents").And.Contain("Leaked keys"));
        }
    }
}
