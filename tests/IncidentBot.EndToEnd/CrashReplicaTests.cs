namespace IncidentBot.EndToEnd;

/// <summary>Two bots, each in its own process, share a PostgreSQL database and are killed one at a time.</summary>
[Parallelizable]
internal sealed class CrashReplicaTests
{
    // A dozen kills in every run; tests/run.sh --long sets hundreds.
    private static readonly int Kills = CrashSize.Of("REPLICA_KILLS", 12);

    // Another replica takes over the calls of a killed one when their claims end, and may be killed itself. Ten seconds are far longer than a call takes.
    private static readonly Dictionary<string, string> Settings = new(CrashWorld.Hurried) { ["Outbox__ClaimLease"] = "10s" };

    private static readonly TimeSpan TakenOver = TimeSpan.FromMinutes(4);

    [Test]
    public async Task Kills_of_one_replica_after_the_other_lose_and_double_nothing()
    {
        var random = new Random(await CrashSize.SeedAsync());
        await using var world = await CrashWorld.StartReplicatedAsync(Settings);
        world.Gate.Latency = CrashWorld.SlackLatency;
        await Task.WhenAll(world.StartBotAsync(), world.StartBotAsync());
        var promised = new List<string>();

        for (var kill = 0; kill < Kills; kill++)
        {
            string[] titles = [$"outage {kill} a", $"outage {kill} b"];
            var declaring = titles.Select(title => world.Ada.CommandAsync("/incident", $"declare critical: {title}", World.General)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 750)), TimeProvider.System, CancellationToken.None);
            await world.KillAsync(world.Bots[random.Next(world.Bots.Count)]);
            var answers = await Task.WhenAll(declaring);
            promised.AddRange(titles.Where((_, index) => answers[index].Text.StartsWith("Declared", StringComparison.Ordinal)));
            await world.StartBotAsync();
        }

        await world.EscalatedAsync(promised.Count, TakenOver);
        Assert.That(promised, Has.Count.GreaterThanOrEqualTo(Kills));
        await world.AssertNothingLostNothingTwiceAsync(promised);
        world.AssertEscalatedOnce();
    }
}
