using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace IncidentBot.Tests.Packaging;

/// <summary>
/// Walks the Dockerfile without a container engine: does what its build stage copies and runs in a folder of its own, and starts
/// what comes out.
/// </summary>
[Category("Packaging")]
[NonParallelizable]
public sealed partial class ImageTests
{
    private static readonly DockerfileSteps Steps = DockerfileSteps.Read(Repository.PathOf("Dockerfile"));

    private string folder = "";

    private string Source => Path.Combine(folder, "source");

    private string App => Path.Combine(folder, "app");

    [OneTimeSetUp]
    public async Task Build()
    {
        folder = Directory.CreateTempSubdirectory("incidentbot-image-").FullName;
        Directory.CreateDirectory(Source);
        foreach (var step in Steps.Build)
        {
            if (step.StartsWith("COPY ", StringComparison.Ordinal))
                Copy(step.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            else if (step.StartsWith("RUN dotnet ", StringComparison.Ordinal))
                await RunDotnetAsync(step["RUN dotnet ".Length..].Replace("/app", App, StringComparison.Ordinal));
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Without_secrets_the_image_says_what_is_missing_and_ends()
    {
        var ended = await Finished.RunAsync(Finished.Start("dotnet", App, Entry()), TimeSpan.FromMinutes(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.EqualTo(1));
            Assert.That(ended.Errors, Does.Contain("Slack__BotToken").And.Contain("Slack__SigningSecret"));
            Assert.That(ended.Errors + ended.Output, Does.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task With_secrets_the_health_check_of_the_image_passes()
    {
        var start = Finished.Start("dotnet", App, Entry());
        start.Environment["Slack__BotToken"] = "xox" + "b-1-2-abc";
        start.Environment["Slack__SigningSecret"] = "not-a-secret";
        // A port nobody listens on: the bot must serve although Slack cannot be reached.
        start.Environment["Slack__ApiBaseUrl"] = "http://127.0.0.1:9/api/";
        start.Environment["Storage__Path"] = Path.Combine(folder, "data", "incidentbot.db");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        using var bot = Process.Start(start)!;
        try
        {
            bot.ErrorDataReceived += (_, _) => { };
            bot.BeginErrorReadLine();
            var port = await PortAsync(bot.StandardOutput);
            var drained = bot.StandardOutput.ReadToEndAsync();

            var command = Steps.HealthCheck().Select(argument => argument.Replace("8080", port, StringComparison.Ordinal)).ToList();
            var check = await Finished.RunAsync(Finished.Start(command[0], folder, command[1..]), TimeSpan.FromSeconds(10));

            Assert.That(check.ExitCode, Is.Zero, check.Errors);
            bot.Kill();
            await drained;
        }
        finally
        {
            if (!bot.HasExited)
                bot.Kill();
            await bot.WaitForExitAsync();
        }
    }

    [Test]
    public void The_image_runs_unprivileged_and_keeps_its_data_apart()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Steps.Final("USER"), Is.EqualTo("$APP_UID"));
            Assert.That(Steps.Final("VOLUME"), Is.EqualTo("/data"));
            Assert.That(Steps.Final("ENV"), Does.Contain("Storage__Path=/data/incidentbot.db"));
            Assert.That(Steps.Final("EXPOSE"), Is.EqualTo("8080"));
        }
    }

    [Test]
    public void The_image_brings_its_SQLite_with_the_app_and_installs_no_package()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.EnumerateFiles(App, "*e_sqlite3*"), Is.Not.Empty);
            Assert.That(Steps.Run.Concat(Steps.Build), Has.None.Contains("apt-get"));
        }
    }

    [Test]
    public void Nothing_of_the_playground_or_the_emulated_Slack_is_in_the_image()
    {
        string[] kept = [.. Directory.EnumerateFiles(App, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(App, file))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Does.Contain("IncidentBot.dll"));
            Assert.That(kept, Has.None.Matches("(?i)playground|emulator"));
            Assert.That(File.ReadAllText(Path.Combine(App, "IncidentBot.deps.json")), Does.Not.Contain("Playground").And.Not.Contain("Emulator"));
        }
    }

    [Test]
    public void No_secret_can_be_built_into_the_image()
    {
        var ignored = File.ReadAllLines(Repository.PathOf(".dockerignore"));

        Assert.That(ignored.First(line => !line.StartsWith('#')), Is.EqualTo("*"));
        Assert.That(Steps.Run.Concat(Steps.Build), Has.None.Match("(?i)^(ARG|ENV).*(token|secret)"));
    }

    private static string[] Entry() => [System.Text.Json.JsonSerializer.Deserialize<string[]>(Steps.Final("ENTRYPOINT"))![1]];

    private void Copy(string[] arguments)
    {
        foreach (var from in arguments[..^1])
        {
            var source = Repository.PathOf(from);
            var target = Path.Combine(Source, arguments[^1]);
            if (File.Exists(source))
                CopyFile(source, Path.Combine(target, Path.GetFileName(from)));
            else
                CopyFolder(source, target);
        }
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                CopyFile(file, Path.Combine(target, relative));
        }
    }

    private static void CopyFile(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }

    private async Task RunDotnetAsync(string arguments)
    {
        var ended = await Finished.RunAsync(Finished.Start("dotnet", Source, arguments.Split(' ')), TimeSpan.FromMinutes(10));
        Assert.That(ended.ExitCode, Is.Zero, $"dotnet {arguments}\n{ended.Output}\n{ended.Errors}");
    }

    private static async Task<string> PortAsync(StreamReader output)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return match.Groups[1].Value;
        }

        throw new InvalidOperationException("The bot ended before it listened.");
    }

    [GeneratedRegex(@"Now listening on:.*http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
