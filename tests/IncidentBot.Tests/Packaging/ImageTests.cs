using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace IncidentBot.Tests.Packaging;

/// <summary>
/// What the build stage of the Dockerfile publishes, without a container engine, and how the last stage starts it. <c>tests/run.sh</c> publishes once for all tests and says
/// where; a run by hand publishes here.
/// </summary>
[Category("Packaging")]
public sealed partial class ImageTests
{
    private static readonly DockerfileSteps Steps = DockerfileSteps.Read(Repository.PathOf("Dockerfile"));

    private readonly string folder = Directory.CreateTempSubdirectory("incidentbot-image-").FullName;

    private string app = "";

    [OneTimeSetUp]
    public async Task PublishAsync()
    {
        var image = Environment.GetEnvironmentVariable("INCIDENTBOT_IMAGE");
        if (string.IsNullOrEmpty(image))
        {
            image = folder;
            var ended = await Finished.RunAsync(Finished.Start("bash", folder, Repository.PathOf("tests/publish.sh"), folder), TimeSpan.FromMinutes(10));
            Assert.That(ended.ExitCode, Is.Zero, $"{ended.Output}\n{ended.Errors}");
        }

        app = Path.Combine(image, "app");
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Without_secrets_the_image_says_what_is_missing_and_ends()
    {
        var ended = await Finished.RunAsync(Finished.Start("dotnet", app, Entry()), TimeSpan.FromMinutes(1));

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
        var start = Finished.Start("dotnet", app, Entry());
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
            Assert.That(Directory.EnumerateFiles(app, "*e_sqlite3*"), Is.Not.Empty);
            Assert.That(Steps.Run.Concat(Steps.Build), Has.None.Contains("apt-get"));
        }
    }

    [Test]
    public void Nothing_of_the_playground_or_the_emulated_Slack_is_in_the_image()
    {
        string[] kept = [.. Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(app, file))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Does.Contain("IncidentBot.dll"));
            Assert.That(kept, Has.None.Matches("(?i)playground|emulator"));
            Assert.That(File.ReadAllText(Path.Combine(app, "IncidentBot.deps.json")), Does.Not.Contain("Playground").And.Not.Contain("Emulator"));
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
