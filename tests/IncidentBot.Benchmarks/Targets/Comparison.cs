using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>The result of one contender in one round.</summary>
/// <param name="ProcessorPerCommand">The server's CPU time in microseconds.</param>
internal sealed record Measured(Latencies Latencies, double ProcessorPerCommand);

/// <summary>Measures the product and its limit in turn, for three rounds, each with new processes and empty stores.</summary>
internal static class Comparison
{
    private const int Rounds = 3;

    public static async Task<(IReadOnlyList<Measured> Product, IReadOnlyList<Measured> Limit)> RunAsync(
        Func<Contender> product, Func<Contender> limit, Func<Load, int, Task<Latencies>> ask)
    {
        var (products, limits) = (new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            limits.Add(await OnceAsync(limit, ask));
            products.Add(await OnceAsync(product, ask));
        }

        return (products, limits);
    }

    /// <summary>Measures the product alone, for the same number of rounds.</summary>
    public static async Task<IReadOnlyList<Measured>> RunAsync(Func<Contender> product, Func<Load, int, Task<Latencies>> ask)
    {
        var rounds = new List<Measured>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await OnceAsync(product, ask));
        return rounds;
    }

    /// <summary>The median of the rounds.</summary>
    public static double Median(this IEnumerable<Measured> rounds, Func<Measured, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<Measured> OnceAsync(Func<Contender> start, Func<Load, int, Task<Latencies>> ask)
    {
        await using var contender = start();
        var load = await contender.LoadAsync();
        // A warm-up: compilation, caches and pools of the first seconds are not part of the measurement.
        await load.ClosedAsync(SignedCommands.Declaring(200_000, run: 0), 64, TimeSpan.FromSeconds(15));
        var before = contender.Server.Processor;
        var latencies = await ask(load, 1);
        var processor = contender.Server.Processor - before;
        if (latencies.Good == 0)
            throw new InvalidOperationException($"No response was as expected:\n{contender.Server.Output}");
        return new Measured(latencies, processor.TotalMicroseconds / (latencies.Good + latencies.Bad));
    }
}
