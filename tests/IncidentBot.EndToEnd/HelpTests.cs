using IncidentBot.SlackEdge.Commands;

namespace IncidentBot.EndToEnd;

internal sealed class HelpTests
{
    private static IEnumerable<string> Names => CommandCatalog.All.Select(command => command.Name);

    [TestCase("/incident")]
    [TestCase("/inc")]
    public async Task Help_lists_every_command_with_the_typed_command_name(string command)
    {
        await using var world = await World.StartAsync();

        var help = (await world.Ada.CommandAsync(command, "help", World.General)).Everything;

        using (Assert.EnterMultipleScope())
        {
            foreach (var name in Names)
                Assert.That(help, Does.Contain($"`{command} {name}"));
            Assert.That(help, Does.Contain("False alarms are welcome").And.Contain("*Critical*").And.Contain("Updates every 30 min"));
        }
    }

    [Test]
    public async Task Help_for_one_command_works_in_both_orders()
    {
        await using var world = await World.StartAsync();

        using (Assert.EnterMultipleScope())
        {
            foreach (var name in Names.Where(name => name != "help"))
            {
                var one = await world.Ada.CommandAsync("/inc", $"help {name}", World.General);
                var other = await world.Ada.CommandAsync("/inc", $"{name} help", World.General);
                Assert.That(one.Text, Does.StartWith($"`/inc {name}").And.Contain("• `/inc ").And.Not.Contain("/incident"));
                Assert.That(other.Text, Is.EqualTo(one.Text));
            }
        }
    }

    [TestCase("resovle", "resolve")]
    [TestCase("statuspgae hello", "statuspage")]
    [TestCase("lsit", "list")]
    [TestCase("messanger me", "messenger")]
    [TestCase("re-open", "reopen")]
    public async Task A_misspelt_word_gets_the_nearest_command(string typed, string meant)
    {
        await using var world = await World.StartAsync();

        var answer = await world.Ada.CommandAsync("/incident", typed, World.General);

        Assert.That(answer.Text, Does.Contain($"Did you mean `/incident {meant}").And.Contain("`/incident declare …`").And.Contain("`/incident help`"));
        Assert.That(world.RoomNames(), Is.Empty);
    }

    [TestCase("lead me", "lead")]
    [TestCase("update text", "update")]
    [TestCase("recap", "recap")]
    [TestCase("sev major", "severity")]
    [TestCase("resolve", "resolve")]
    public async Task Outside_a_room_the_answer_explains_how_to_name_the_incident(string typed, string name)
    {
        await using var world = await World.StartAsync();

        var answer = await world.Ada.CommandAsync("/incident", typed, World.General);

        Assert.That(answer.Text, Does.Contain($"This channel is not an incident's room.").And.Contain($"`/incident {name} INC-42`").And.Contain("`/incident list`"));
    }

    [TestCase("close now")]
    [TestCase("recap everything please")]
    [TestCase("list of broken things")]
    public async Task Unexpected_arguments_are_not_ignored(string typed)
    {
        await using var world = await World.StartAsync();

        var answer = await world.Ada.CommandAsync("/incident", typed, World.General);

        Assert.That(answer.Text, Does.Contain("takes no words").And.Contain("`/incident declare …`"));
    }

    [Test]
    public async Task An_unknown_number_is_refused()
    {
        await using var world = await World.StartAsync();

        Assert.That((await world.Ada.CommandAsync("/incident", "recap INC-99", World.General)).Text, Does.StartWith("I do not know that incident."));
    }
}
