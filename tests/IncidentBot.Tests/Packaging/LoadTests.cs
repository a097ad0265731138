using NUnit.Framework;

namespace IncidentBot.Tests.Packaging;

/// <summary>A short run of the benchmark program: it works, and no request fails under a little load. It measures nothing here.</summary>
[NonParallelizable]
internal sealed class LoadTests
{
    private static readonly string Program = typeof(LoadTests).Assembly.Location
        .Replace("IncidentBot.Tests", "IncidentBot.Benchmarks", StringComparison.Ordinal);

    [Test]
    public async Task Under_a_little_load_no_request_fails_and_a_kill_loses_and_doubles_none()
    {
        var run = await Finished.RunAsync(Finished.Start("dotnet", Path.GetTempPath(), Program, "smoke"), TimeSpan.FromMinutes(2));

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.StartWith("0 unexpected responses").And.Contain(" 0 lost, 0 doubled").And.Not.Contain(" of 0 acknowledged"));
    }

    [Test]
    public async Task The_usage_lists_the_measurements()
    {
        var run = await Finished.RunAsync(Finished.Start("dotnet", Path.GetTempPath(), Program), TimeSpan.FromMinutes(1));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain("commands").And.Contain("postgres").And.Contain("crowd").And.Contain("kill"));
    }
}
