using System.Diagnostics;
using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Target 8: the time from the start to the first durable command, and the memory of an idle process.</summary>
internal sealed class StartTargets(Uri slack)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public async Task RunAsync()
    {
        var (product, limit) = (new List<(double Start, double Memory)>(), new List<(double Start, double Memory)>());
        for (var round = 0; round < Rounds; round++)
        {
            limit.Add(await OnceAsync(() => Contender.Limit(Store.Sqlite, null)));
            product.Add(await OnceAsync(() => Contender.Product(Store.Sqlite, null, slack)));
        }

        Report.Begin("From the start of the process");
        Report.Ratio("to the first durable response", Median(product, one => one.Start), Median(limit, one => one.Start), 2, atLeast: false, " ms");
        Report.Ratio("resident memory after five idle seconds", Median(product, one => one.Memory), Median(limit, one => one.Memory), 1.5, atLeast: false, " MiB");
    }

    private static async Task<(double Start, double Memory)> OnceAsync(Func<Contender> start)
    {
        var request = SignedCommands.Declaring(1, run: 0);
        var began = Stopwatch.GetTimestamp();
        await using var contender = start();
        var load = await contender.LoadAsync();
        var first = await load.BurstAsync(request, 1);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (first.Good != 1)
            throw new InvalidOperationException($"The first command was not accepted:\n{contender.Server.Output}");
        await Task.Delay(Idle);
        return (took, contender.Server.Memory);
    }

    private static double Median<T>(IEnumerable<T> rounds, Func<T, double> figure) => rounds.Select(figure).Order().ElementAt(Rounds / 2);
}
