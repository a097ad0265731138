using System.Globalization;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Prints the table of a run, one line for each measurement.</summary>
internal static class Report
{
    public static void Begin(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"## {title}");
        Console.WriteLine();
        Console.WriteLine("| what | product | limit | ratio | target | |");
        Console.WriteLine("|---|--:|--:|--:|--:|---|");
    }

    /// <param name="what">The name of the figure.</param>
    /// <param name="product">The product's figure.</param>
    /// <param name="limit">The limit's figure.</param>
    /// <param name="target">The bound of the ratio.</param>
    /// <param name="atLeast">True when a higher ratio is better.</param>
    /// <param name="unit">The unit of both figures.</param>
    public static void Ratio(string what, double product, double limit, double target, bool atLeast, string unit = "")
    {
        var ratio = product / limit;
        var reached = atLeast ? ratio >= target : ratio <= target;
        Line(what, Figure(product) + unit, Figure(limit) + unit, ratio.ToString("0.00", CultureInfo.InvariantCulture), $"{(atLeast ? "≥" : "≤")} {Figure(target)}", reached);
    }

    public static void Absolute(string what, double product, double target, string unit) =>
        Line(what, Figure(product) + unit, "", "", $"≤ {Figure(target)}{unit}", product <= target);

    private static void Line(string what, string product, string limit, string ratio, string target, bool reached) =>
        Console.WriteLine($"| {what} | {product} | {limit} | {ratio} | {target} | {(reached ? "reached" : "missed")} |");

    private static string Figure(double value) => value.ToString(value >= 100 ? "#,##0" : "0.##", CultureInfo.InvariantCulture);
}
