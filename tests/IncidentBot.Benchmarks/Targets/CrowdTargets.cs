using System.Diagnostics;
using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Targets 6 and 7: a hundred thousand open incidents.</summary>
internal sealed class CrowdTargets(Uri slack)
{
    private const int Few = 100;
    private const int Many = 100_000;
    private const int PerSecond = 56;
    private const int AtOnce = 10_000;
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public async Task RemindersAsync()
    {
        var fewMemory = await MemoryAsync(Few);
        await using var product = await FilledAsync(Many);
        var memory = product.Server.Memory;

        var count = (int)(PerSecond * Steady.TotalSeconds);
        await product.RestartAsync(path => Crowd.MakeDue(path, count, DateTimeOffset.UtcNow.AddSeconds(5), PerSecond));
        await DealtWithAsync(product, count);
        var late = Crowd.Lateness(product.Database, count);

        // Due a moment after the start, when compilation and connections are complete.
        var due = DateTimeOffset.UtcNow.AddSeconds(8);
        await product.RestartAsync(path => Crowd.MakeDue(path, AtOnce, due, 0));
        var dealt = await DealtWithAsync(product, AtOnce);

        Report.Begin($"{Many:N0} open incidents");
        Report.Absolute($"{PerSecond} reminders due per second: lateness, p99", late[(int)Math.Ceiling(late.Count * 0.99) - 1], 100, " ms");
        Report.Absolute($"{AtOnce:N0} due at once: the last one recorded after", (dealt - due).TotalMilliseconds, 1_000, " ms");
        Report.Absolute($"additional memory, compared with {Few}", memory - fewMemory, 50, " MiB");
    }

    public async Task ThroughputAsync()
    {
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            few.Add(await PerSecondAsync(Few, round));
            many.Add(await PerSecondAsync(Many, round));
        }

        Report.Begin($"Declarations with {Many:N0} open incidents, compared with {Few}");
        Report.Ratio("declarations per second", many.Order().ElementAt(1), few.Order().ElementAt(1), 0.9, atLeast: true);
    }

    private async Task<double> PerSecondAsync(int incidents, int run)
    {
        await using var product = await FilledAsync(incidents);
        var load = await product.LoadAsync();
        await load.ClosedAsync(SignedCommands.Declaring(60_000, run + 10), 64, TimeSpan.FromSeconds(8));
        return (await load.ClosedAsync(SignedCommands.Declaring(100_000, run), 64, TimeSpan.FromSeconds(5))).PerSecond;
    }

    private async Task<double> MemoryAsync(int incidents)
    {
        await using var product = await FilledAsync(incidents);
        return product.Server.Memory;
    }

    // Idle for a moment, so that the memory is what an idle process needs.
    private async Task<Contender> FilledAsync(int incidents)
    {
        var product = Contender.Product(Store.Sqlite, null, slack);
        await (await product.LoadAsync()).BurstAsync(SignedCommands.Declaring(1, run: 99), 1);
        await product.RestartAsync(path => Crowd.Fill(path, incidents));
        await (await product.LoadAsync()).BurstAsync(SignedCommands.Declaring(1, run: 98), 1);
        await Task.Delay(TimeSpan.FromSeconds(5));
        return product;
    }

    private static async Task<DateTimeOffset> DealtWithAsync(Contender product, int count)
    {
        await product.Server.AddressAsync();
        using var connection = Crowd.Open(product.Database);
        var since = Stopwatch.StartNew();
        while (Crowd.Armed(connection, count) > 0)
        {
            if (since.Elapsed > TimeSpan.FromMinutes(2))
                throw new TimeoutException($"{Crowd.Armed(connection, count)} of {count} reminders are still armed:\n{product.Server.Output}");
            await Task.Delay(5);
        }

        return DateTimeOffset.UtcNow;
    }
}
