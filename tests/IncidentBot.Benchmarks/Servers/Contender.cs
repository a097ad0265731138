using System.Globalization;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.SlackEmulator;
using IncidentBot.Tests.Storage;

namespace IncidentBot.Benchmarks.Servers;

internal enum Store
{
    Sqlite,
    Postgres,
}

/// <summary>Either the product or its limit, started on its own empty store.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private readonly Func<ServerProcess> start;
    private readonly string folder;

    private Contender(string folder, string database, Func<ServerProcess> start)
    {
        (this.folder, Database, this.start) = (folder, database, start);
        Server = start();
    }

    // tests/bench.sh publishes the program first, so it starts as it does for users.
    private static string Program => Environment.GetEnvironmentVariable("INCIDENTBOT_PROGRAM") ?? typeof(BotApplication).Assembly.Location;

    /// <summary>The path of the SQLite file, or the connection string.</summary>
    public string Database { get; }

    public ServerProcess Server { get; private set; }

    public static Contender Limit(Store store, PostgresCluster? cluster) => New("limit", store, cluster, (folder, database) => ServerProcess.Start(
        [typeof(Contender).Assembly.Location, "limit", store.ToString(), database], folder, new Dictionary<string, string>()));

    /// <param name="answers">The folder with the responses to serve.</param>
    public static Contender CachedBytes(string answers) => New("cached", Store.Sqlite, null, (folder, _) => ServerProcess.Start(
        [typeof(Contender).Assembly.Location, "limit-pages", answers], folder, new Dictionary<string, string>()));

    /// <param name="store">The kind of database.</param>
    /// <param name="cluster">The server, for PostgreSQL.</param>
    /// <param name="slack">The base address of Slack's Web API.</param>
    /// <param name="settings">Additional environment variables.</param>
    public static Contender Product(Store store, PostgresCluster? cluster, Uri slack, params (string Key, string Value)[] settings) =>
        New("product", store, cluster, (folder, database) => ServerProcess.Start(
            [Program], folder, new Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            {
                ["Slack__BotToken"] = SlackServer.BotToken,
                ["Slack__SigningSecret"] = SignedCommands.Secret,
                ["Slack__ApiBaseUrl"] = slack.AbsoluteUri,
                ["Storage__Provider"] = store.ToString().ToLower(CultureInfo.InvariantCulture),
                [store == Store.Sqlite ? "Storage__Path" : "Storage__ConnectionString"] = database,
            }));

    /// <summary>Kills the process and starts it again on the same store.</summary>
    /// <param name="between">Called with the database while no process runs.</param>
    public async Task RestartAsync(Action<string>? between = null)
    {
        await Server.DisposeAsync();
        between?.Invoke(Database);
        Server = start();
    }

    public async Task<Load> LoadAsync() => new(await Server.AddressAsync(), "Declared");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Contender New(string name, Store store, PostgresCluster? cluster, Func<string, string, ServerProcess> start)
    {
        var folder = Directory.CreateTempSubdirectory($"incidentbot-{name}-").FullName;
        var database = store == Store.Sqlite ? Path.Combine(folder, "data.db") : cluster!.NewDatabase();
        return new Contender(folder, database, () => start(folder, database));
    }
}
