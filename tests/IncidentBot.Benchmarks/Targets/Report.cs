using System.Globalization;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>The table of a run, line by line as it is measured.</summary>
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

    /// <param name="what">In words.</param>
    /// <param name="atLeast">True when more is better.</param>
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
