namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed at moments that are chosen: at each call it makes to Slack, before Slack hears of it and after Slack has done it.</summary>
[Parallelizable]
internal sealed class CrashPointTests
{
    // Side by side, because most of a life is waiting.
    private const int Worlds = 2;

    // As often as a call may fail to come before it counts as missed: what two lanes do side by side is not always the same.
    private const int Attempts = 3;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Paging__OnCallGroup"] = World.OnCallGroup,
        ["StatusPage__Url"] = "https://status.example.com",
        ["StatusPage__Components__api__Name"] = "API",
    };

    // In every run each call is killed one way or the other, by chance; tests/run.sh --long kills each both ways.
    private static readonly bool BothWays = Environment.GetEnvironmentVariable("KILL_POINTS") == "both";

    [Test]
    public async Task Killed_at_any_call_to_Slack_it_ends_as_if_it_had_never_died()
    {
        var random = new Random(await CrashSize.SeedAsync());
        var (calls, expected) = await UndisturbedAsync();
        var points = calls.SelectMany(call => BothWays ? [(call, Held.OnArrival), (call, Held.AfterItsEffect)] : new[] { (call, (Held)random.Next(2)) }).ToList();
        await TestContext.Out.WriteLineAsync($"{calls.Count} calls, {points.Count} kills.");

        var missed = await Task.WhenAll(Enumerable.Range(0, Worlds).Select(world => KillAtAsync([.. points.Where((_, index) => index % Worlds == world)], expected)));

        Assert.That(calls, Has.Count.GreaterThan(20));
        Assert.That(missed.SelectMany(some => some), Is.Empty, "calls that came undisturbed and then never again");
    }

    [TestCase("conversations.create", Held.AfterItsEffect)]
    [TestCase("conversations.setPurpose", Held.OnArrival)]
    [TestCase("conversations.setPurpose", Held.AfterItsEffect)]
    public async Task Killed_between_the_making_of_a_channel_and_its_recording_it_takes_that_channel_for_the_room(string call, Held when)
    {
        await using var world = await CrashWorld.StartAsync(Settings);
        await world.StartBotAsync();
        var held = world.Gate.NextAsync(name => name.StartsWith(call, StringComparison.Ordinal), when);

        var answer = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await held;
        var made = world.Rooms.Single().Id;
        var recorded = await world.QueryAsync<string>("select channel_id from room");
        await world.KillAsync();
        await world.StartBotAsync();
        await world.QuietAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Does.StartWith("Declared"));
            Assert.That(recorded, Is.Empty);
            Assert.That(await world.QueryAsync<string>("select channel_id from room"), Is.EqualTo([made]));
            Assert.That(world.Rooms.Select(room => room.Id), Is.EqualTo([made]));
            Assert.That(world.Rooms[0].Pins, Has.Count.EqualTo(1));
        }
    }

    private static async Task<(IReadOnlyList<string> Calls, IReadOnlyList<string> Outcome)> UndisturbedAsync()
    {
        await using var world = await CrashWorld.StartAsync(Settings);
        await world.StartBotAsync();
        var story = new CrashStory(world, "outage 0");
        return (await story.TellAsync(), story.Outcome());
    }

    private static async Task<IReadOnlyList<string>> KillAtAsync(IReadOnlyList<(string Call, Held When)> points, IReadOnlyList<string> expected)
    {
        await using var world = await CrashWorld.StartAsync(Settings);
        await world.StartBotAsync();
        var titles = new List<string>();
        var missed = new List<string>();
        foreach (var (call, when) in points)
        {
            var killed = false;
            for (var attempt = 1; !killed && attempt <= Attempts; attempt++)
            {
                var story = new CrashStory(world, $"outage {titles.Count}");
                killed = await story.TellAsync(call, when);
                titles.Add(story.Title);
                Assert.That(story.Outcome(), Is.EquivalentTo(expected), $"killed at {call}, {when}");
                // Some calls a process makes but once.
                if (!killed)
                    await RestartAsync(world);
            }

            if (!killed)
                missed.Add($"{call}, {when}");
        }

        await world.AssertNothingLostNothingTwiceAsync(titles);
        return missed;
    }

    private static async Task RestartAsync(CrashWorld world)
    {
        await world.KillAsync();
        await world.StartBotAsync();
    }
}
