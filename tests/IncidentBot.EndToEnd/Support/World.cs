using IncidentBot.SlackEmulator;
using IncidentBot.Tests;
using IncidentBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd.Support;

/// <summary>
/// A workspace of people, and the real bot serving it: real HTTP both ways, a real database file, signed requests. Time goes on by itself and can be
/// moved. The bot can be stopped and started again on the same data; on PostgreSQL it can be several, behind a balancer.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string General = "general";
    public const string Incidents = "incidents";
    public const string OnCallGroup = "S0ONCALL1";
    public const string SupportGroup = "S0SUPPORT";
    public const string SupportAddress = "support@example.com";

    // A busy machine is slow, not wrong; only a test that fails waits this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // All stories but those about HTTP itself can be told over Socket Mode.
    private static readonly bool EveryStoryBySocket = Environment.GetEnvironmentVariable("E2E_BY_SOCKET") == "1";

    private readonly string directory = Directory.CreateTempSubdirectory("incidentbot-e2e-").FullName;
    private readonly List<string> settings;
    private readonly List<WebApplication> bots = [];
    private readonly bool bySocket;

    private World(SlackWorkspace workspace, SlackEmulatorServer slack, MovableTime time, bool bySocket, IReadOnlyList<string> extra)
    {
        (Workspace, Slack, Time, this.bySocket) = (workspace, slack, time, bySocket);
        settings =
        [
            $"--Slack:BotToken={workspace.App.BotToken}",
            bySocket ? $"--Slack:AppToken={workspace.App.AppToken}" : $"--Slack:SigningSecret={workspace.App.SigningSecret}",
            $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}",
            "--Slack:MessageInterval=00:00:00.001",
            $"--Slack:SupportChannel={General}",
            $"--Paging:OnCallGroup={OnCallGroup}",
            $"--Storage:Path={DatabasePath}",
            "--StatusPage:Url=https://status.example.com",
            $"--StatusPage:SupportAddress={SupportAddress}",
            "--StatusPage:Components:api:Name=API",
            "--StatusPage:Components:web:Name=Website",
            "--Support:Url=https://help.example.com",
            // A story is told without waiting; those about waiting say so.
            "--StatusPage:Publishing:UndoSeconds=0",
            "--urls=http://127.0.0.1:0",
            .. extra,
        ];
    }

    public string DatabasePath => Path.Combine(directory, "incidentbot.db");

    public SlackWorkspace Workspace { get; }

    public SlackEmulatorServer Slack { get; }

    public MovableTime Time { get; }

    /// <summary>How far the clock of bots that are started from now on is ahead of everybody else's.</summary>
    public TimeSpan BotIsAheadBy { get; set; }

    public IServiceProvider Services => bots[0].Services;

    /// <summary>What stands before the replicas; null where there can be but one bot.</summary>
    public Balancer? Balancer { get; private init; }

    /// <summary>How the replicas reach their database.</summary>
    public string ConnectionString { get; private init; } = "";

    public HttpClient Http { get; private set; } = new();

    /// <summary>Ada declares, Grace engineers, Linus writes to customers; a guest, a leaver and a bot cannot do everything.</summary>
    public SlackPerson Ada => Workspace.Person("ada");

    public SlackPerson Grace => Workspace.Person("grace");

    public SlackPerson Linus => Workspace.Person("linus");

    /// <param name="extra">Settings on the command line, <c>--Key=value</c>; a later one wins.</param>
    public static Task<World> StartAsync(params IReadOnlyList<string> extra) => StartWithAsync(slack => slack, extra);

    /// <summary>A world whose bot has no address Slack could call: it comes by Socket Mode, without a signing secret.</summary>
    public static Task<World> StartBySocketAsync(params IReadOnlyList<string> extra) => StartWithAsync(slack => slack, bySocket: true, extra);

    /// <param name="behaviour">How this Slack differs from the usual one.</param>
    /// <param name="extra">As above.</param>
    public static Task<World> StartWithAsync(Func<SlackEmulatorOptions, SlackEmulatorOptions> behaviour, params IReadOnlyList<string> extra) =>
        StartWithAsync(behaviour, EveryStoryBySocket, extra);

    public static async Task<World> StartWithAsync(
        Func<SlackEmulatorOptions, SlackEmulatorOptions> behaviour, bool bySocket, IReadOnlyList<string> extra)
    {
        var time = new MovableTime();
        var workspace = NewWorkspace(time);
        var slack = await SlackEmulatorServer.StartAsync(workspace, behaviour(new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = TimeSpan.FromSeconds(20) }));
        var world = new World(workspace, slack, time, bySocket, extra);
        MigratedDatabase.CopyTo(world.DatabasePath, new Clock(time));
        await world.StartBotAsync();
        return world;
    }

    /// <summary>Replicas that share one PostgreSQL database behind a balancer.</summary>
    /// <param name="replicas">How many to start; more can follow with <see cref="StartBotAsync"/>.</param>
    /// <param name="cluster">A server of the test's own; else the one all tests share.</param>
    /// <param name="extra">As above.</param>
    public static async Task<World> StartReplicatedAsync(int replicas, PostgresCluster? cluster = null, params IReadOnlyList<string> extra)
    {
        var time = new MovableTime();
        var connectionString = cluster?.NewDatabase() ?? MigratedDatabase.NewOnServer(new Clock(time));
        var slack = await SlackEmulatorServer.StartAsync(NewWorkspace(time), new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = TimeSpan.FromSeconds(20) });
        var world = new World(slack.Workspace, slack, time, bySocket: false, [.. extra, "--Storage:Provider=Postgres", $"--Storage:ConnectionString={connectionString}"])
        {
            Balancer = await Balancer.StartAsync(),
            ConnectionString = connectionString,
        };
        slack.ConnectTo(world.Balancer.Address);
        world.Http.BaseAddress = world.Balancer.Address;
        for (var replica = 0; replica < replicas; replica++)
            await world.StartBotAsync();
        return world;
    }

    /// <summary>A world at another time whose bot finds what was there before it started.</summary>
    /// <param name="now">The time at its start.</param>
    /// <param name="connectionString">Its PostgreSQL database; empty for a file of its own.</param>
    /// <param name="prepare">Fills the database and the workspace before the bot starts.</param>
    /// <param name="extra">As above.</param>
    public static async Task<World> StartAtAsync(DateTimeOffset now, string connectionString, Func<World, Task> prepare, params IReadOnlyList<string> extra)
    {
        var time = new MovableTime();
        time.SetWallClock(now - time.GetUtcNow());
        var slack = await SlackEmulatorServer.StartAsync(NewWorkspace(time), new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = TimeSpan.FromSeconds(20) });
        IReadOnlyList<string> storage = connectionString.Length > 0 ? ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={connectionString}"] : [];
        var world = new World(slack.Workspace, slack, time, bySocket: false, [.. extra, .. storage]) { ConnectionString = connectionString };
        await prepare(world);
        await world.StartBotAsync();
        return world;
    }

    /// <summary>The people, groups and channels of every story.</summary>
    public static SlackWorkspace NewWorkspace(TimeProvider time)
    {
        var workspace = new SlackWorkspace(time);
        workspace.AddUser("U0ADA0001", "ada", "Ada");
        workspace.AddUser("U0GRACE01", "grace", "Grace");
        workspace.AddUser("U0LINUS01", "linus", "Linus");
        workspace.AddGuest("U0GUEST01", "guest");
        workspace.AddDeactivated("U0LEFT001", "leaver");
        workspace.AddBot("U0BOT0001", "otherbot");
        workspace.AddUserGroup(OnCallGroup, "oncall", "U0GRACE01");
        workspace.AddUserGroup(SupportGroup, "support", "U0LINUS01");
        workspace.AddChannel(General, false, "U0ADA0001", "U0GRACE01", "U0LINUS01");
        workspace.AddChannel(Incidents, false, "U0ADA0001", "U0GRACE01");
        return workspace;
    }

    public async Task StartBotAsync()
    {
        var bot = BotApplication.Build([.. settings], BotIsAheadBy == TimeSpan.Zero ? Time : new WrongTime(Time, BotIsAheadBy));
        await bot.StartAsync();
        bots.Add(bot);
        var address = AddressOf(bot);
        if (Balancer is not null)
        {
            Balancer.Add(new Uri(address));
            return;
        }

        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(address) };
        if (!bySocket)
        {
            Slack.ConnectTo(new Uri(address));
            return;
        }

        Slack.ConnectBySocket();
        await UntilAsync(() => Slack.Sockets.Count > 0 || Slack.Calls.Any(call => call is { Method: "apps.connections.open", Ok: false }), "a connection, or a refusal");
    }

    public async Task StopBotAsync()
    {
        while (bots.Count > 0)
            await StopOldestBotAsync();
    }

    /// <summary>Takes the replica that has run longest out of service, then stops it.</summary>
    public async Task StopOldestBotAsync()
    {
        var bot = bots[0];
        bots.RemoveAt(0);
        Balancer?.Remove(new Uri(AddressOf(bot)));
        await bot.StopAsync();
        await bot.DisposeAsync();
    }

    /// <summary>Declares by command and waits until the room has its headline.</summary>
    public async Task<Room> DeclareAsync(string text = "critical: API is down", SlackPerson? by = null)
    {
        var before = RoomNames();
        var answer = await (by ?? Ada).CommandAsync("/incident", $"declare {text}", General);
        Assert.That(answer.Text, Does.StartWith("Declared"), answer.Text);
        return await RoomAfterAsync(before);
    }

    /// <summary>The room that was opened since <paramref name="before"/>, once its headline is pinned and the declarer is in.</summary>
    public async Task<Room> RoomAfterAsync(IReadOnlyCollection<string> before)
    {
        SlackChannel? Opened() => Workspace.Channels.FirstOrDefault(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal) && !before.Contains(channel.Id));
        await Workspace.WaitForAsync(
            _ => Opened() is { } channel && channel.Pins.Count > 0 && channel.Members.Any(member => member != Workspace.App.BotUserId), "a room with a pinned headline and people", Patience);
        return new Room(this, Opened()!.Id);
    }

    public IReadOnlyCollection<string> RoomNames() => [.. Workspace.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal)).Select(channel => channel.Id)];

    /// <summary>Waits on what the workspace shows; a failure prints the workspace.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => Workspace.WaitForAsync(_ => condition(), what, Patience);

    /// <summary>Waits for a form that shows <paramref name="words"/>: the real one, not its skeleton.</summary>
    public Task UntilFormAsync(SlackPerson person, string words) => UntilAsync(
        () => Workspace.OpenView(person.Id)?.Definition.GetRawText().Contains(words, StringComparison.Ordinal) == true, $"a form that says \"{words}\"");

    /// <summary>Lets time pass and lets the bot notice.</summary>
    public void Move(TimeSpan by)
    {
        Time.Move(by);
        Wake();
    }

    /// <summary>Sets the wall clock ahead or back, and lets the bot notice.</summary>
    public void SetWallClock(TimeSpan by)
    {
        Time.SetWallClock(by);
        Wake();
    }

    private void Wake()
    {
        foreach (var bot in bots)
        {
            bot.Services.GetRequiredService<Scheduling.SweepSignal>().Wake(NodaTime.Instant.MinValue);
            bot.Services.GetRequiredService<Outbox.OutboxSignal>().Set();
        }
    }

    private sealed class WrongTime(TimeProvider right, TimeSpan by) : TimeProvider
    {
        public override long TimestampFrequency => right.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + by;

        public override long GetTimestamp() => right.GetTimestamp();
    }

    private static string AddressOf(WebApplication bot) => bot.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public async ValueTask DisposeAsync()
    {
        await StopBotAsync();
        Http.Dispose();
        if (Balancer is not null)
            await Balancer.DisposeAsync();
        await Slack.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
