namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed at chosen moments: at each call to Slack, before and after the effect.</summary>
internal sealed class CrashPointTests
{
    // In parallel, because most of a run is waiting.
    private const int Worlds = 2;

    // The number of runs without a call before the call counts as missed: the order of two parallel lanes varies.
    private const int Attempts = 3;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Paging__OnCallGroup"] = World.OnCallGroup,
        ["StatusPage__Url"] = "https://status.example.com",
        ["StatusPage__Components__api__Name"] = "API",
    };

    // Two kills fit between two steps of the ladder.
    private static readonly Dictionary<string, string> Laddered = new()
    {
        ["Reminders__NoLead"] = "3s",
        ["Reminders__Cadences__Critical__Internal"] = "6s",
        ["Reminders__HeadsUp"] = "1s",
        ["Reminders__SecondWord"] = "4s",
        ["Reminders__Page"] = "8s",
        ["Paging__OnCallGroup"] = World.OnCallGroup,
    };

    private static readonly TimeSpan Escalated = TimeSpan.FromMinutes(2);

    // A usual run kills each call once, before or after its effect, at random; tests/run.sh --long kills each both ways.
    private const int Sample = 6;
    private static readonly bool BothWays = Environment.GetEnvironmentVariable("KILL_POINTS") == "both";

    [Test]
    public async Task A_kill_at_any_call_to_Slack_has_the_same_result_as_no_kill()
    {
        var random = new Random(await CrashSize.SeedAsync());
        var (calls, expected) = await UndisturbedAsync();
        var points = calls.SelectMany(call => new[] { (call, Held.OnArrival), (call, Held.AfterItsEffect) }).ToArray();
        if (!BothWays)
            points = random.GetItems(points, Sample);
        await TestContext.Out.WriteLineAsync($"{points.Length} kills at {calls.Count} calls:\n{string.Join('\n', calls)}");

        var missed = await Task.WhenAll(Enumerable.Range(0, Worlds).Select(world => KillAtAsync([.. points.Where((_, index) => index % Worlds == world)], expected)));

        Assert.That(calls, Has.Count.GreaterThan(20));
        Assert.That(missed.SelectMany(some => some), Is.Empty, "calls of the undisturbed run that never came again");
    }

    [Test]
    public async Task A_kill_at_every_call_to_Slack_in_turn_has_the_same_result_as_no_kill()
    {
        var turn = await CrashSize.SeedAsync() & 1;
        var (_, expected) = await UndisturbedAsync();
        await using var world = await CrashWorld.StartAsync(Settings);
        await world.StartBotAsync();
        var story = new CrashStory(world, "outage 1");

        // Including the calls by which a new process checks the effects of its predecessor.
        var died = await story.TellAsync(killed => world.Gate.NextAsync(
            name => !killed.Any(earlier => SlackGate.About(earlier) == SlackGate.About(name)), (Held)((killed.Count + turn) % 2)));

        await TestContext.Out.WriteLineAsync($"{died.Count} kills:\n{string.Join('\n', died)}");
        Assert.That(died, Has.Count.GreaterThan(20));
        Assert.That(story.Outcome(), Is.EquivalentTo(expected));
        await world.AssertNothingLostNothingTwiceAsync([story.Title]);
    }

    [TestCase("conversations.create", Held.AfterItsEffect)]
    [TestCase("conversations.setPurpose", Held.OnArrival)]
    [TestCase("conversations.setPurpose", Held.AfterItsEffect)]
    public async Task A_kill_between_a_channel_and_its_record_adopts_that_channel_as_the_room(string call, Held when)
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

    [Test]
    public async Task A_kill_at_every_call_for_a_due_moment_sends_each_reminder_once()
    {
        // A message that was sent and not recorded is the harder case.
        await Task.WhenAll((BothWays ? [Held.AfterItsEffect, Held.OnArrival] : new[] { Held.AfterItsEffect }).Select(KillThroughLadderAsync));
    }

    // Kills at every call without an earlier kill, including the calls by which a new process checks the effects of its predecessor.
    private static async Task KillThroughLadderAsync(Held when)
    {
        await using var world = await CrashWorld.StartAsync(Laddered);
        await world.StartBotAsync();
        await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await world.QuietAsync();
        var killed = new HashSet<string>();

        var escalated = world.EscalatedAsync(1, Escalated);
        while (await NextAsync() is { } call)
        {
            killed.Add(SlackGate.About(call));
            await RestartAsync(world);
        }

        await escalated;
        await TestContext.Out.WriteLineAsync($"{killed.Count} kills:\n{string.Join('\n', killed)}");
        await world.AssertNothingLostNothingTwiceAsync(["API is down"]);
        world.AssertEscalatedOnce();
        Assert.That(killed, Has.Count.GreaterThan(3));

        async Task<string?> NextAsync()
        {
            var held = world.Gate.NextAsync(name => !killed.Contains(SlackGate.About(name)), when);
            return await Task.WhenAny(held, escalated) == held ? await held : null;
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
                killed = (await story.TellAsync(died => died.Count == 0 ? world.Gate.NextAsync(name => name == call, when) : null)).Count > 0;
                titles.Add(story.Title);
                Assert.That(story.Outcome(), Is.EquivalentTo(expected), $"killed at {call}, {when}");
                // A process makes some calls only once.
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
