using NUnit.Framework;

namespace IncidentBot.Tests.Packaging;

/// <summary>The program that measures, for a moment: that it works, and that nothing fails under a little load. It measures nothing here.</summary>
[NonParallelizable]
internal sealed class LoadTests
{
    private static readonly string Program = typeof(LoadTests).Assembly.Location
        .Replace("IncidentBot.Tests", "IncidentBot.Benchmarks", StringComparison.Ordinal);

    [Test]
    public async Task Under_a_little_load_everything_is_answered_and_after_a_kill_everything_is_there_once()
    {
        var run = await Finished.RunAsync(Finished.Start("dotnet", Path.GetTempPath(), Program, "smoke"), TimeSpan.FromMinutes(2));

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.StartWith("0 unexpected responses").And.Contain(" 0 lost, 0 doubled").And.Not.Contain(" of 0 acknowledged"));
    }

    [Test]
    public async Task It_says_what_can_be_measured()
    {
        var run = await Finished.RunAsync(Finished.Start("dotnet", Path.GetTempPath(), Program), TimeSpan.FromMinutes(1));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain("commands").And.Contain("postgres").And.Contain("crowd").And.Contain("kill"));
    }
}
