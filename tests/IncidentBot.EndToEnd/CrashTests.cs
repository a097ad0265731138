namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed at random moments.</summary>
[Parallelizable]
internal sealed class CrashTests
{
    // A dozen kills in every run; tests/run.sh --long sets hundreds.
    private static readonly int Kills = CrashSize.Of("CRASH_KILLS", 12);

    [Test]
    public async Task Repeated_kills_lose_no_incident_or_reminder_and_double_no_message()
    {
        var random = new Random(await CrashSize.SeedAsync());
        await using var world = await CrashWorld.StartAsync(CrashWorld.Hurried);
        world.Gate.Latency = CrashWorld.SlackLatency;
        await world.StartBotAsync();
        var promised = new List<string>();

        for (var life = 0; life < Kills; life++)
        {
            var title = $"outage {life}";
            var declare = world.Ada.CommandAsync("/incident", $"declare critical: {title}", World.General);
            // Every other run is long enough for a promise and ends among calls to Slack and due moments. The others end while the promise is being made.
            if (life % 2 == 0)
                await declare;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1_500)), TimeProvider.System, CancellationToken.None);
            await world.KillAsync();
            if ((await declare).Text.StartsWith("Declared", StringComparison.Ordinal))
                promised.Add(title);
            await world.StartBotAsync();
        }

        await world.EscalatedAsync(promised.Count, TimeSpan.FromSeconds(40 + Kills));
        Assert.That(promised, Has.Count.GreaterThanOrEqualTo(Kills / 2));
        await world.AssertNothingLostNothingTwiceAsync(promised);
        world.AssertEscalatedOnce();
    }

    [Test]
    public async Task A_second_bot_on_the_same_file_ends_with_one_sentence()
    {
        await using var world = await CrashWorld.StartAsync(CrashWorld.Hurried);
        await world.StartBotAsync();

        await using var second = world.Spawn();
        await second.EndedAsync();

        Assert.That(second.ExitCode, Is.Not.Zero);
        Assert.That(second.Output, Does.Contain("already running").And.Contain(world.Database).And.Contain("Storage:Path"));
        Assert.That(second.Output, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
    }
}
