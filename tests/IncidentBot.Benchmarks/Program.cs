using BenchmarkDotNet.Running;
using IncidentBot.Benchmarks.Limit;
using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Targets;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.Tests.Storage;

const string Usage = """
    Name the measurement:

      parts     single parts of the program (further arguments go to BenchmarkDotNet, for example --filter *Decide*)
      load      everything below, in turn, about a quarter of an hour
      commands  declarations at full speed, over 64 connections and over one, and a burst
      postgres  the same on PostgreSQL, over 64 connections
      steady    200 declarations per second, with and without readers of the status page and a Slack that hangs
      crowd     reminders and declarations with 100,000 open incidents
      pages     reads of the status page and its JSON, compared with the same bytes in the framework's output cache
      start     from the start of the process to the first response, and idle memory
      smoke     a moment of each kind of load, only to check that no request fails
      kill      killed under load: is every acknowledged declaration stored?
    """;

switch (args)
{
    case ["limit", var store, var database]:
        await LimitApp.RunAsync(store == nameof(Store.Postgres) ? new PostgresLimitStore(database) : new SqliteLimitStore(database), SignedCommands.Secret);
        return 0;
    case ["limit-pages", var answers]:
        await CachedBytesApp.RunAsync(answers);
        return 0;
    case ["parts", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(Contender).Assembly).Run(args[1..]);
        return 0;
    case ["smoke"]:
        return await SmokeRun.RunAsync() ? 0 : 1;
    case ["load" or "commands" or "postgres" or "steady" or "crowd" or "pages" or "start" or "kill"]:
        await LoadAsync(args[0]);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

async Task LoadAsync(string what)
{
    await using var slack = await SlackServer.StartAsync();
    bool Wanted(string part) => what == part || what == "load";
    if (Wanted("commands"))
    {
        var commands = new CommandTargets(slack.Address, Store.Sqlite, null);
        await commands.ThroughputAsync(64);
        await commands.ThroughputAsync(1);
        await commands.BurstAsync();
    }

    if (Wanted("postgres"))
    {
        using var cluster = PostgresCluster.StartNew("-c fsync=on");
        await new CommandTargets(slack.Address, Store.Postgres, cluster).ThroughputAsync(64);
    }

    if (Wanted("steady"))
        await new SteadyTargets(slack).RunAsync();
    if (Wanted("crowd"))
    {
        await new CrowdTargets(slack.Address).RemindersAsync();
        await new CrowdTargets(slack.Address).ThroughputAsync();
    }

    if (Wanted("pages"))
        await new PageTargets(slack.Address).RunAsync();
    if (Wanted("start"))
        await new StartTargets(slack.Address).RunAsync();
    if (Wanted("kill"))
        await new KillTarget(slack.Address).RunAsync();
}
