using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>A moment of load without a target, for every run of the tests. It checks that every request gets a response, and that none is lost by a kill.</summary>
internal static class SmokeRun
{
    public static async Task<bool> RunAsync()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var limit = Contender.Limit(Store.Sqlite, null);
        await using var product = Contender.Product(Store.Sqlite, null, slack.Address);
        var bad = 0;
        foreach (var contender in new[] { limit, product })
        {
            var load = await contender.LoadAsync();
            bad += (await load.ClosedAsync(SignedCommands.Declaring(200, run: 1), 16, TimeSpan.FromSeconds(30))).Bad;
            bad += (await load.BurstAsync(SignedCommands.Declaring(200, run: 2), 64)).Bad;
            bad += (await load.OpenLoopAsync(SignedCommands.Declaring(100, run: 3), 100)).Bad;
        }

        var (acknowledged, lost, doubled) = await new KillTarget(slack.Address).OnceAsync(run: 4, commands: 2_000, after: 200);
        Console.WriteLine($"{bad} unexpected responses; of {acknowledged} acknowledged before a kill, {lost} lost, {doubled} doubled");
        return bad + lost + doubled == 0;
    }
}
