using System.Diagnostics;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using IncidentBot.Tests.Storage;

namespace IncidentBot.EndToEnd;

/// <summary>A start with an unusable database ends with one sentence for the operator and an exit code.</summary>
internal sealed class UnusableDatabaseTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    private string folder = "";

    private string Database => Path.Combine(folder, "incidentbot.db");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("incidentbot-unusable-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("insert into schema_migration (version, name, checksum, applied_at) values (99, 'from_the_future', 'x', 0)", "was written by a newer IncidentBot", "0099_from_the_future", "Run that version or a later one")]
    [TestCase("update schema_migration set checksum = 'x' where version = 1", "Migration 0001_", "was changed afterwards", "Run an unmodified release")]
    public async Task A_foreign_schema_is_not_changed(string change, params string[] said)
    {
        await using var slack = await StartSlackAsync();
        await MakeDatabaseAsync(slack);
        Alter(change);
        var before = await File.ReadAllBytesAsync(Database);

        await using var bot = BotProcess.Start(Database, slack, NoSettings);
        await bot.EndedAsync();

        AssertRefused(bot, [Database, .. said]);
        Assert.That(await File.ReadAllBytesAsync(Database), Is.EqualTo(before));
    }

    [TestCase("folder")]
    [TestCase("file")]
    [Platform("Linux")]
    public async Task A_path_without_write_permission_is_named(string what)
    {
        await using var slack = await StartSlackAsync();
        await MakeDatabaseAsync(slack);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in (string[])(what == "file" ? [Database] : [.. Directory.GetFiles(folder), folder]))
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        // The superuser may write everywhere without dropping that capability.
        string[] asOthers = Environment.UserName == "root" ? ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] : [];
        await using var bot = BotProcess.Start(Database, slack, NoSettings, asOthers);
        await bot.EndedAsync();

        AssertRefused(bot, Database, "write access", "Storage:Path");
    }

    [Test]
    public async Task A_read_only_file_system_is_named()
    {
        using var disk = SmallDisk.Make();
        disk.MakeReadOnly();
        await using var slack = await StartSlackAsync();

        await using var bot = BotProcess.Start(disk.Database, slack, WorkingIn(folder));
        await bot.EndedAsync();

        AssertRefused(bot, disk.Database, "ead-only file system", "Storage:Path");
    }

    [Test]
    public async Task A_full_disk_at_the_start_is_named()
    {
        using var disk = SmallDisk.Make();
        disk.Fill();
        await using var slack = await StartSlackAsync();

        await using var bot = BotProcess.Start(disk.Database, slack, WorkingIn(folder));
        await bot.EndedAsync();

        AssertRefused(bot, disk.Database, "is full");
    }

    // A disk that takes nothing more while the bot runs, as when the kernel has remounted it read-only: here the limit on what the process may write. For SQLite both
    // are a write that fails.
    [Test]
    [Platform("Linux")]
    public async Task A_disk_without_writes_is_reported_and_work_continues_when_writes_succeed()
    {
        var workspace = World.NewWorkspace(TimeProvider.System);
        await using var slack = await StartSlackAsync(workspace);
        await using var bot = BotProcess.Start(Database, slack, NoSettings, "env", "--ignore-signal=XFSZ");
        var address = await bot.AddressAsync();
        slack.ConnectTo(address);
        using var http = new HttpClient { BaseAddress = address };
        var ada = workspace.Person("ada");
        var before = await ada.CommandAsync("/incident", "declare critical: before", World.General);
        await workspace.WaitForAsync(_ => Rooms().Count == 1 && Rooms()[0].Pins.Count == 1, "its room", TimeSpan.FromSeconds(30));

        await LimitAsync(bot, "1024:unlimited");
        var meanwhile = await ada.CommandAsync("/incident", "declare critical: meanwhile", World.General);
        using var notReady = await http.GetAsync("/readyz");
        var said = await notReady.Content.ReadAsStringAsync();
        await LimitAsync(bot, "unlimited:unlimited");
        var after = await ada.CommandAsync("/incident", "declare critical: after", World.General);
        await workspace.WaitForAsync(_ => Rooms().Count == 2 && Rooms().All(room => room.Pins.Count == 1), "the other room", TimeSpan.FromSeconds(30));
        await Eventually.IsTrueAsync(async () =>
        {
            using var ready = await http.GetAsync("/readyz");
            return ready.IsSuccessStatusCode;
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { before.Text, after.Text }, Has.All.StartsWith("Declared"));
            Assert.That(meanwhile.Text, Does.Contain("nothing was saved"));
            Assert.That((int)notReady.StatusCode, Is.EqualTo(503));
            Assert.That(said, Does.Contain(Database).And.Contain("Check the disk"));
            Assert.That(Rooms(), Has.Count.EqualTo(2));
        }

        IReadOnlyList<SlackChannel> Rooms() => [.. workspace.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal))];
    }

    private static void AssertRefused(BotProcess bot, params string[] said)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bot.ExitCode, Is.EqualTo(1));
            Assert.That(bot.Output, Does.Contain("IncidentBot cannot start. ").And.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain("Unhandled"));
            foreach (var words in said)
                Assert.That(bot.Output, Does.Contain(words));
        }
    }

    private static Task<SlackEmulatorServer> StartSlackAsync(SlackWorkspace? workspace = null) => SlackEmulatorServer.StartAsync(
        workspace ?? World.NewWorkspace(TimeProvider.System), new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = TimeSpan.FromSeconds(20) });

    private static Dictionary<string, string> WorkingIn(string folder) => new() { ["TMPDIR"] = folder };

    private static async Task LimitAsync(BotProcess bot, string limit)
    {
        using var run = Process.Start("prlimit", ["--pid", $"{bot.Id}", $"--fsize={limit}"]);
        await run.WaitForExitAsync();
        Assert.That(run.ExitCode, Is.Zero);
    }

    private async Task MakeDatabaseAsync(SlackEmulatorServer slack)
    {
        await using var bot = BotProcess.Start(Database, slack, NoSettings);
        await bot.AddressAsync();
    }

    private void Alter(string sql)
    {
        using var connection = SqliteConnections.OpenWriter(Database);
        connection.Run(sql);
    }
}
