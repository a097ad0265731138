namespace IncidentBot.EndToEnd;

/// <summary>Two bots share a PostgreSQL database, each a process of its own, and are killed one at a time.</summary>
[Parallelizable]
internal sealed class CrashReplicaTests
{
    // A dozen in every run; tests/run.sh --long asks for hundreds.
    private static readonly int Kills = CrashSize.Of("REPLICA_KILLS", 12);

    // What a killed replica was sending another takes up when its claim ends, and it may be killed in turn. Far longer than a call takes, far shorter than a minute.
    private static readonly Dictionary<string, string> Settings = new(CrashWorld.Hurried) { ["Outbox__ClaimLease"] = "10s" };

    private static readonly TimeSpan TakenOver = TimeSpan.FromMinutes(4);

    [Test]
    public async Task While_one_after_the_other_is_killed_nothing_is_lost_and_nothing_is_said_twice()
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
