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
            await using var product = Contender.Product(Store.Sqlite, null, slack);
            var requests = SignedCommands.Declaring(60_000, run: kill);
            var answered = await UntilKilledAsync(product, requests, 1_500 + (700 * kill));
            await product.RestartAsync();
            // Slack sends again what it had no answer to.
            await (await product.LoadAsync()).BurstAsync([.. requests.Take(answered.Max() + Connections)], Connections);
            var titles = await TitlesAsync(product);
            acknowledged += answered.Count;
            lost += answered.Count(number => !titles.Contains(SignedCommands.TitleOf(kill, number)));
            doubled += titles.Count - titles.Distinct(StringComparer.Ordinal).Count();
        }

        Report.Begin($"Killed {Kills} times amid {Connections} connections: {acknowledged:N0} declarations acknowledged before");
        Report.Absolute("acknowledged and lost", lost, 0, "");
        Report.Absolute("there twice, after all were sent again", doubled, 0, "");
    }

    private static async Task<IReadOnlyList<int>> UntilKilledAsync(Contender product, byte[][] requests, int after)
    {
        var load = await product.LoadAsync();
        var answered = load.UntilItEndsAsync(requests, Connections);
        await Task.Delay(after);
        await product.Server.KillAsync();
        return await answered;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(Contender product)
    {
        using var readers = new SqliteReaders(product.Database);
        return await readers.ReadAsync(session => session.QueryAsync<string>("select title from incident"), CancellationToken.None);
    }
}
