using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.Tests.Storage;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Targets 1 to 3 and 5: declarations at full speed, and in a burst.</summary>
internal sealed class CommandTargets(Uri slack, Store store, PostgresCluster? cluster)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public async Task ThroughputAsync(int connections)
    {
        var (product, limit) = await Comparison.RunAsync(
            NewProduct, NewLimit, (load, run) => load.ClosedAsync(SignedCommands.Declaring(connections == 1 ? 30_000 : 150_000, run), connections, Length));
        var target = store == Store.Postgres ? 1.0 : connections == 1 ? 0.7 : 0.5;
        Report.Begin($"{store}, {connections} connection{(connections == 1 ? "" : "s")}, closed loop");
        Report.Ratio("declarations per second", product.Median(PerSecond), limit.Median(PerSecond), target, atLeast: true);
        Report.Ratio("server CPU time per command", product.Median(Processor), limit.Median(Processor), 2, atLeast: false, " µs");
        Report.Ratio("p50", product.Median(round => round.Latencies.P50), limit.Median(round => round.Latencies.P50), 2, atLeast: false, " ms");
        Report.Ratio("p99", product.Median(round => round.Latencies.P99), limit.Median(round => round.Latencies.P99), 2, atLeast: false, " ms");
        Report.Absolute("failed", product.Sum(round => round.Latencies.Bad), 0, "");
    }

    public async Task BurstAsync()
    {
        var (product, limit) = await Comparison.RunAsync(NewProduct, NewLimit, (load, run) => load.BurstAsync(SignedCommands.Declaring(1_000, run), 256));
        Report.Begin($"{store}, 1,000 declarations at the same moment over 256 connections");
        Report.Ratio("p99", product.Median(round => round.Latencies.P99), limit.Median(round => round.Latencies.P99), 3, atLeast: false, " ms");
        Report.Ratio("the last", product.Median(round => round.Latencies.Last), limit.Median(round => round.Latencies.Last), 3, atLeast: false, " ms");
        Report.Absolute("failed", product.Sum(round => round.Latencies.Bad), 0, "");
    }

    private static double PerSecond(Measured round) => round.Latencies.PerSecond;

    private static double Processor(Measured round) => round.ProcessorPerCommand;

    private Contender NewProduct() => Contender.Product(store, cluster, slack);

    private Contender NewLimit() => Contender.Limit(store, cluster);
}
