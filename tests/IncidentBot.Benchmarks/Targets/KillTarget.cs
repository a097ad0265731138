using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.Storage;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Target 10: the process is killed under load, and started again on the same store.</summary>
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

        Report.Begin($"Killed {Kills} times under load from {Connections} connections: {acknowledged:N0} declarations acknowledged before");
        Report.Absolute("acknowledged and lost", lost, 0, "");
        Report.Absolute("stored twice, after all were sent again", doubled, 0, "");
    }

    /// <param name="run">A number that no other run has.</param>
    /// <param name="commands">The largest number of commands to send.</param>
    /// <param name="after">The number of responses after which the process is killed.</param>
    public async Task<(int Acknowledged, int Lost, int Doubled)> OnceAsync(int run, int commands, int after)
    {
        await using var product = Contender.Product(Store.Sqlite, null, slack);
        var requests = SignedCommands.Declaring(commands, run);
        var answered = await UntilKilledAsync(product, requests, after);
        await product.RestartAsync();
        // As if Slack sent every command again, with or without an earlier response.
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
