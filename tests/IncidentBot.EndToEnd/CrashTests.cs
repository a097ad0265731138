using System.Globalization;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;

namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed at moments it did not choose.</summary>
internal sealed class CrashTests
{
    // Two dozen in every run; tests/run.sh --long asks for hundreds.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CRASH_KILLS") ?? "24", CultureInfo.InvariantCulture);

    // Seconds instead of minutes, so that each life of the process is full of due moments.
    private static readonly Dictionary<string, string> Hurried = new()
    {
        ["Reminders__Cadences__Critical__Internal"] = "2s",
        ["Reminders__HeadsUp"] = "1s",
        ["Reminders__SecondWord"] = "1s",
        ["Reminders__Page"] = "2s",
        ["Reminders__NoLead"] = "1s",
        ["Paging__OnCallGroup"] = World.OnCallGroup,
    };

    private string folder = "";

    private string Database => Path.Combine(folder, "incidentbot.db");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("incidentbot-crash-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Killed_again_and_again_it_loses_no_incident_and_no_reminder_and_says_nothing_twice()
    {
        var seed = Environment.GetEnvironmentVariable("CRASH_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"Repeat these kills with CRASH_SEED={seed}.");
        var random = new Random(seed);
        var workspace = World.NewWorkspace(TimeProvider.System);
        await using var slack = await StartSlackAsync(workspace);
        var promised = new List<string>();
        var bot = await StartAsync(slack);
        try
        {
            for (var life = 0; life < Kills; life++)
            {
                var title = $"outage {life}";
                var declare = workspace.Person("ada").CommandAsync("/incident", $"declare critical: {title}", World.General);
                // Every other life is long enough to promise something; then it ends among calls to Slack and due moments, else in the middle of the promise.
                if (life % 2 == 0)
                    await declare;
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1_500)), TimeProvider.System, CancellationToken.None);
                await bot.KillAsync();
                if ((await declare).Text.StartsWith("Declared", StringComparison.Ordinal))
                    promised.Add(title);
                await bot.DisposeAsync();
                bot = await StartAsync(slack);
            }

            await workspace.WaitForAsync(_ => Rooms(workspace).Count >= promised.Count && Rooms(workspace).All(room => Saying(room, Reminding.Page) > 0), "every promise escalated", TimeSpan.FromSeconds(40 + Kills));
            await slack.EventsDeliveredAsync();
            await NothingWaitsAsync();
        }
        catch (TimeoutException)
        {
            await TestContext.Out.WriteLineAsync(bot.Output);
            throw;
        }
        finally
        {
            await bot.DisposeAsync();
        }

        var left = await LeftoversAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(promised, Has.Count.GreaterThanOrEqualTo(Kills / 2));
            Assert.That(left.Titles, Is.SupersetOf(promised).And.Unique);
            Assert.That(Rooms(workspace), Has.Count.EqualTo(left.Titles.Count));
            Assert.That(workspace.TopLevel(World.Incidents), Has.Count.EqualTo(left.Titles.Count), "one announcement each");
            foreach (var room in Rooms(workspace))
            {
                Assert.That(room.Pins, Has.Count.EqualTo(1), $"the headline of {room.Name}");
                Assert.That(Saying(room, "nobody leads this yet"), Is.EqualTo(1), $"no lead in {room.Name}");
                Assert.That(Saying(room, Reminding.StillNone), Is.LessThanOrEqualTo(1), $"second words in {room.Name}");
                Assert.That(Saying(room, Reminding.Page), Is.EqualTo(1), $"pages in {room.Name}");
            }

            Assert.That(Marks(workspace), Is.Unique);
            Assert.That(left.Stuck, Is.Empty);
        }
    }

    [Test]
    public async Task A_second_bot_on_the_same_file_says_in_one_sentence_that_it_cannot_start()
    {
        await using var slack = await StartSlackAsync(World.NewWorkspace(TimeProvider.System));
        await using var first = await StartAsync(slack);

        await using var second = BotProcess.Start(Database, slack, Hurried);
        await second.EndedAsync();

        Assert.That(second.ExitCode, Is.Not.Zero);
        Assert.That(second.Output, Does.Contain("already running").And.Contain(Database).And.Contain("Storage:Path"));
        Assert.That(second.Output, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
    }

    private static Task<SlackEmulatorServer> StartSlackAsync(SlackWorkspace workspace) =>
        SlackEmulatorServer.StartAsync(workspace, new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = TimeSpan.FromSeconds(20) });

    private async Task<BotProcess> StartAsync(SlackEmulatorServer slack)
    {
        var bot = BotProcess.Start(Database, slack, Hurried);
        slack.ConnectTo(await bot.AddressAsync());
        return bot;
    }

    private static IReadOnlyList<SlackChannel> Rooms(SlackWorkspace workspace) =>
        [.. workspace.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal))];

    private static int Saying(SlackChannel room, string words) => room.Messages.Count(message => message.Text.Contains(words, StringComparison.Ordinal));

    private static IReadOnlyList<string> Marks(SlackWorkspace workspace) =>
    [
        .. workspace.Channels.SelectMany(channel => channel.Messages)
            .Where(message => message.Metadata is not null)
            .Select(message => message.Metadata!.Value.GetProperty("event_payload").GetProperty("row").GetString()!),
    ];

    // Beside the running process: its lease keeps a second bot off the file, not a reader.
    private async Task NothingWaitsAsync()
    {
        SystemSqlite.Use();
        using var readers = new SqliteReaders(Database);
        await Eventually.IsTrueAsync(async () => await readers.ReadAsync(
            session => session.SingleAsync<int>("select count(*) from outbox where state in ('pending', 'in_flight')"), CancellationToken.None) == 0);
    }

    private async Task<(IReadOnlyList<string> Titles, IReadOnlyList<string> Stuck)> LeftoversAsync()
    {
        using var readers = new SqliteReaders(Database);
        return await readers.ReadAsync(
            async session => (
                await session.QueryAsync<string>("select title from incident order by id"),
                await session.QueryAsync<string>(
                    """
                    select lane || ' ' || payload || ' ' || state || ' ' || coalesce(last_error, '')
                    from outbox
                    where state in ('pending', 'in_flight', 'dead')
                    union all
                    select incident_id || ' ' || kind
                    from reminder
                    where state = 'armed'
                    """)),
            CancellationToken.None);
    }
}
