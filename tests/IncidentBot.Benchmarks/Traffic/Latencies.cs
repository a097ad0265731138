using System.Diagnostics;

namespace IncidentBot.Benchmarks.Traffic;

/// <summary>The measurements of a run.</summary>
/// <param name="Good">The number of expected responses.</param>
/// <param name="Bad">The number of other or missing responses.</param>
/// <param name="Length">The time from the first request to the last response.</param>
/// <param name="Sorted">The latencies of the expected responses in stopwatch ticks, in ascending order.</param>
internal sealed record Latencies(int Good, int Bad, TimeSpan Length, IReadOnlyList<long> Sorted)
{
    public double PerSecond => Good / Length.TotalSeconds;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public double Last => Percentile(1);

    public static Latencies Of(IEnumerable<long> ticks, int bad, TimeSpan length)
    {
        var sorted = ticks.ToArray();
        Array.Sort(sorted);
        return new Latencies(sorted.Length, bad, length, sorted);
    }

    // In milliseconds.
    private double Percentile(double share) =>
        Sorted.Count == 0 ? double.NaN : Sorted[Math.Max(0, (int)Math.Ceiling(Sorted.Count * share) - 1)] * 1000.0 / Stopwatch.Frequency;
}
