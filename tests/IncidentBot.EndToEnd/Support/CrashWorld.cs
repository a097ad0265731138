using System.Data.Common;
using Dapper;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using Npgsql;

namespace IncidentBot.EndToEnd.Support;

/// <summary>
/// A workspace that outlives its bots, which run in their own processes and are killed. With SQLite there is one at a time; with PostgreSQL there can be
/// several, behind a balancer. The time is real: a test configures reminders that fall due within seconds.
/// </summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int Attempts = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("incidentbot-crash-").FullName;
    private readonly List<BotProcess> bots = [];
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string? connectionString;
    private readonly Balancer? balancer;

    private CrashWorld(SlackEmulatorServer slack, SlackGate gate, IReadOnlyDictionary<string, string> settings, string? connectionString, Balancer? balancer) =>
        (Slack, Gate, this.settings, this.connectionString, this.balancer) = (slack, gate, settings, connectionString, balancer);

    /// <summary>Seconds instead of minutes, so that each process has many due moments.</summary>
    public static IReadOnlyDictionary<string, string> Hurried { get; } = new Dictionary<string, string>
    {
        ["Reminders__Cadences__Critical__Internal"] = "2s",
        ["Reminders__HeadsUp"] = "1s",
        ["Reminders__SecondWord"] = "1s",
        ["Reminders__Page"] = "2s",
        ["Reminders__NoLead"] = "1s",
        ["Paging__OnCallGroup"] = World.OnCallGroup,
    };

    /// <summary>About the latency of Slack, half of it in each direction.</summary>
    public static TimeSpan SlackLatency { get; } = TimeSpan.FromMilliseconds(80);

    /// <summary>The connection string of bots on PostgreSQL; null with SQLite.</summary>
    public string? ConnectionString => connectionString;

    public string Database => Path.Combine(folder, "incidentbot.db");

    public SlackEmulatorServer Slack { get; }

    public SlackGate Gate { get; }

    public SlackWorkspace Workspace => Slack.Workspace;

    public SlackPerson Ada => Workspace.Person("ada");

    public SlackPerson Linus => Workspace.Person("linus");

    public IReadOnlyList<BotProcess> Bots => bots;

    /// <summary>The number of kills so far.</summary>
    public int Kills { get; private set; }

    public IReadOnlyList<SlackChannel> Rooms => [.. Workspace.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal))];

    /// <summary>Creates a world without a bot.</summary>
    public static async Task<CrashWorld> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var slack = await StartSlackAsync();
        return new CrashWorld(slack, await SlackGate.StartAsync(slack), settings, connectionString: null, balancer: null);
    }

    /// <summary>Creates a world with PostgreSQL, which allows several bots.</summary>
    public static async Task<CrashWorld> StartReplicatedAsync(IReadOnlyDictionary<string, string> settings)
    {
        var connectionString = PostgresCluster.Shared.NewDatabase();
        var slack = await StartSlackAsync();
        var balancer = await Balancer.StartAsync();
        slack.ConnectTo(balancer.Address);
        return new CrashWorld(slack, await SlackGate.StartAsync(slack), settings, connectionString, balancer);
    }

    /// <summary>Starts one more process, without waiting.</summary>
    public BotProcess Spawn()
    {
        var mine = new Dictionary<string, string>(settings) { ["Slack__ApiBaseUrl"] = Gate.ApiBaseUrl.AbsoluteUri };
        if (connectionString is not null)
            (mine["Storage__Provider"], mine["Storage__ConnectionString"]) = ("postgres", connectionString);
        return BotProcess.Start(Database, Slack, mine);
    }

    /// <summary>Starts one more bot and connects Slack to it.</summary>
    public async Task StartBotAsync()
    {
        var bot = Spawn();
        // A replica whose database does not answer in time ends, and its supervisor restarts it. A busy machine is slow, not wrong.
        for (var attempt = 1; attempt < Attempts && balancer is not null && !await bot.StartsAsync(); attempt++)
        {
            await bot.DisposeAsync();
            bot = Spawn();
        }

        bots.Add(bot);
        var address = await bot.AddressAsync();
        if (balancer is null)
            Slack.ConnectTo(address);
        else
            balancer.Add(address);
    }

    /// <summary>Kills one bot. Its requests in flight fail.</summary>
    public async Task KillAsync(BotProcess? which = null)
    {
        var bot = which ?? bots.Single();
        var address = await bot.AddressAsync();
        await bot.KillAsync();
        Kills++;
        balancer?.Remove(address);
        bots.Remove(bot);
        await bot.DisposeAsync();
    }

    /// <summary>Queries the database from outside, beside the bots.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await ConnectAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    /// <summary>Waits until every event is handled and no call to Slack waits. Reminders that are not due yet may follow.</summary>
    public async Task QuietAsync(TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        int calls;
        do
        {
            calls = Slack.Calls.Count;
            await Slack.EventsDeliveredAsync(cancellationToken);
            await UntilAsync(
                async () => string.Join('\n', await QueryAsync<string>("select lane || ' ' || payload || ' ' || coalesce(last_error, '') from outbox where state in ('pending', 'in_flight')")),
                limit ?? Patience,
                cancellationToken);
        }
        while (Slack.Calls.Count != calls);
    }

    /// <summary>Waits until the count is zero.</summary>
    public async Task UntilAsync(Func<Task<string>> left, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(limit, TimeProvider.System);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (await left() is { Length: > 0 } waiting)
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Still to be done:\n{waiting}\n{Workspace.Describe()}\n{string.Join('\n', bots.Select(bot => bot.Output))}");
            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots)
            await bot.DisposeAsync();
        if (balancer is not null)
            await balancer.DisposeAsync();
        await Gate.DisposeAsync();
        await Slack.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<SlackEmulatorServer> StartSlackAsync() => SlackEmulatorServer.StartAsync(
        World.NewWorkspace(TimeProvider.System), new SlackEmulatorOptions { EnforceRateLimits = false, AnswerLimit = Patience });

    private async Task<DbConnection> ConnectAsync()
    {
        if (connectionString is null)
            return SqliteConnections.OpenReader(Database);

        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
