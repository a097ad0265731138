using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.Storage;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Target 10: the process is killed amid load, and started again on what it left.</summary>
internal sealed class KillTarget(Uri slack)
{
    private const int Kills = 5;
    private const int Connections = 64;

    public async Task RunAsync()
    {
        int acknowledged = 0, lost = 0, doubled = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var one = await OnceAsync(kill, 60_000, 1_000 + (1_500 * kill));
            (acknowledged, lost, doubled) = (acknowledged + one.Acknowledged, lost + one.Lost, doubled + one.Doubled);
        }

        Report.Begin($"Killed {Kills} times amid {Connections} connections: {acknowledged:N0} declarations acknowledged before");
        Report.Absolute("acknowledged and lost", lost, 0, "");
        Report.Absolute("there twice, after all were sent again", doubled, 0, "");
    }

    /// <param name="run">Told apart from every other.</param>
    /// <param name="commands">At most so many are sent.</param>
    /// <param name="after">When to kill it: after so many answers.</param>
    public async Task<(int Acknowledged, int Lost, int Doubled)> OnceAsync(int run, int commands, int after)
    {
        await using var product = Contender.Product(Store.Sqlite, null, slack);
        var requests = SignedCommands.Declaring(commands, run);
        var answered = await UntilKilledAsync(product, requests, after);
        await product.RestartAsync();
        // As if Slack sent everything again, whether it had an answer or not.
        await (await product.LoadAsync()).BurstAsync([.. requests.Take(answered.DefaultIfEmpty().Max() + Connections)], Connections);
        var titles = await TitlesAsync(product);
        var there = titles.ToHashSet(StringComparer.Ordinal);
        return (answered.Count, answered.Count(number => !there.Contains(SignedCommands.TitleOf(run, number))), titles.Count - there.Count);
    }

    private static async Task<IReadOnlyList<int>> UntilKilledAsync(Contender product, byte[][] requests, int after)
    {
        var load = await product.LoadAsync();
        var answered = load.UntilItEndsAsync(requests, Connections);
        while (load.Answered < after)
            await Task.Delay(1);
        await product.Server.KillAsync();
        return await answered;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(Contender product)
    {
        using var readers = new SqliteReaders(product.Database);
        return await readers.ReadAsync(session => session.QueryAsync<string>("select title from incident"), CancellationToken.None);
    }
}
