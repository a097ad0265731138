using System.Globalization;

namespace IncidentBot.EndToEnd.Support;

/// <summary>How much is killed: little in every run, much where <c>tests/run.sh --long</c> asks for it.</summary>
internal static class CrashSize
{
    /// <summary>A number from the environment.</summary>
    public static int Of(string variable, int inEveryRun) => Read(variable) ?? inEveryRun;

    /// <summary>What chance goes by. It is printed, so that a failure can be repeated.</summary>
    public static async Task<int> SeedAsync()
    {
        var seed = Read("CRASH_SEED") ?? Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"Repeat these kills with CRASH_SEED={seed}.");
        return seed;
    }

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}
