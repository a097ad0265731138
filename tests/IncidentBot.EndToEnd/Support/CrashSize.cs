using System.Globalization;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The number of kills: few in a usual run, many with <c>tests/run.sh --long</c>.</summary>
internal static class CrashSize
{
    /// <summary>A number from the environment.</summary>
    public static int Of(string variable, int inEveryRun) => Read(variable) ?? inEveryRun;

    /// <summary>The seed of the random choices. It is printed, so that a failure can be repeated.</summary>
    public static async Task<int> SeedAsync()
    {
        var seed = Read("CRASH_SEED") ?? Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"Repeat these kills with CRASH_SEED={seed}.");
        return seed;
    }

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}
