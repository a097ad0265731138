using System.Text;
using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Target 4: two hundred declarations per second, with and without other load.</summary>
internal sealed class SteadyTargets(SlackServer slack)
{
    private const int PerSecond = 200;
    private const int Readers = 8;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    public async Task RunAsync()
    {
        var limit = () => Contender.Limit(Store.Sqlite, null);
        var product = () => Contender.Product(Store.Sqlite, null, slack.Address);
        var (calm, least) = await Comparison.RunAsync(product, limit, OpenLoopAsync);
        Report.Begin($"Sqlite, {PerSecond} declarations per second, open loop");
        Report.Ratio("p50", calm.Median(round => round.Latencies.P50), least.Median(round => round.Latencies.P50), 2, atLeast: false, " ms");
        Report.Ratio("p99", calm.Median(round => round.Latencies.P99), least.Median(round => round.Latencies.P99), 2, atLeast: false, " ms");
        Report.Absolute("failed", calm.Sum(round => round.Latencies.Bad), 0, "");

        var stressed = await StressedAsync(product);
        Report.Begin($"The same with {Readers} readers of the status page at full speed, and a Slack that does not respond");
        Report.Ratio("p99", stressed.Median(round => round.Latencies.P99), least.Median(round => round.Latencies.P99), 5, atLeast: false, " ms");
        Report.Absolute("failed", stressed.Sum(round => round.Latencies.Bad), 0, "");
    }

    private static Task<Latencies> OpenLoopAsync(Load load, int run) =>
        load.OpenLoopAsync(SignedCommands.Declaring((int)(PerSecond * Length.TotalSeconds), run), PerSecond);

    private async Task<IReadOnlyList<Measured>> StressedAsync(Func<Contender> product)
    {
        slack.Hang();
        try
        {
            return await Comparison.RunAsync(product, async (load, run) =>
            {
                // More requests than the time allows; the rest is not sent.
                var page = Enumerable.Repeat(Encoding.ASCII.GetBytes("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n"), 1_000_000).ToArray();
                using var readers = new CancellationTokenSource();
                var reading = load.Expecting("<html").ClosedAsync(page, Readers, Length + TimeSpan.FromSeconds(1));
                var measured = await OpenLoopAsync(load, run);
                await reading;
                return measured;
            });
        }
        finally
        {
            slack.Answer();
        }
    }
}
