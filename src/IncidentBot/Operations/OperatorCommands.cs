using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Storage;

namespace IncidentBot.Operations;

/// <summary>
/// What an operator does from a terminal: <c>dotnet IncidentBot.dll backup FILE</c> and the like. Each says in a sentence what it did, or what
/// to do instead, and ends with 0, with 1 when it could not, or with 2 when it did not understand.
/// </summary>
internal static class OperatorCommands
{
    public const string Help =
        """
        IncidentBot [--Key=value …]         run the bot
        IncidentBot backup FILE             copy the database into FILE, also while the bot runs
        IncidentBot restore FILE            put that copy in the database's place; the bot must be stopped
        IncidentBot dead                    list what Slack refused for good
        IncidentBot retry-dead [ID …]       send it again, all of it or these rows
        IncidentBot check FILE              read a public update and say what customers would stumble over
        IncidentBot check --jsonl           the same for a post a line; docs/writing-updates.md shows how
        IncidentBot help                    this text

        Keys are those of docs/configuration.md; Storage:Path says which database is meant.
        """;

    private static readonly string[] Known = ["backup", "restore", "dead", "retry-dead", "check", "help", "--help", "-h"];

    /// <summary>Whether the command line asks for one of these instead of for the bot itself.</summary>
    public static bool IsAsked(IReadOnlyList<string> args) => args is [{ Length: > 0 }, ..] && (Known.Contains(args[0]) || !IsKey(args[0]));

    /// <param name="args">The command line as it is.</param>
    /// <param name="time">The only clock.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TimeProvider time)
    {
        var words = args.Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        var keys = args.Skip(1 + words.Count).ToArray();
        switch (args[0], words)
        {
            case ("help" or "--help" or "-h", _):
                await Console.Out.WriteLineAsync(Help);
                return 0;
            case ("check", _):
                return await CheckCommand.RunAsync([.. args.Skip(1)]);
            case ("backup", [var file]):
                return await RunAsync(keys, options => BackupCommand.Run(options, file));
            case ("restore", [var file]):
                return await RunAsync(keys, options => RestoreCommand.Run(options, file, new Clock(time)));
            case ("dead", []):
                return await RunAsync(keys, options => DeadRowCommands.ListAsync(options, new Clock(time)));
            case ("retry-dead", _) when words.All(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
                return await RunAsync(keys, options => DeadRowCommands.RetryAsync(options, [.. words.Select(word => long.Parse(word, CultureInfo.InvariantCulture))], new Clock(time)));
            default:
                await Console.Error.WriteLineAsync($"I do not understand \"{string.Join(' ', args)}\".\n\n{Help}");
                return 2;
        }
    }

    // The three ways to write a key on a command line: --Key, /Key and Key=value.
    private static bool IsKey(string arg) => arg[0] is '-' or '/' || arg.Contains('=', StringComparison.Ordinal);

    private static Task<int> RunAsync(string[] keys, Func<StorageOptions, string> act) => RunAsync(keys, options => Task.FromResult(act(options)));

    private static Task<int> RunAsync(string[] keys, Func<StorageOptions, Task<string>> act) => OperatorException.ReportAsync(async () =>
    {
        var configuration = Host.CreateApplicationBuilder(keys).Configuration;
        FileValues.AddTo(configuration);
        var settings = new SettingsReader(configuration);
        var options = StorageOptions.Read(settings.Section(StorageOptions.Section));
        if (settings.Problems.Count > 0)
            throw new OperatorException(string.Join('\n', settings.Problems));
        await Console.Out.WriteLineAsync(await act(options));
    });
}

/// <summary>An operator's command could not be done; the message says why and what to do, and nothing was changed.</summary>
internal sealed class OperatorException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <exception cref="OperatorException">The data is not in a file of ours.</exception>
    public static void UnlessOneFile(StorageOptions options)
    {
        if (options.Provider != StorageProvider.Sqlite)
            throw new OperatorException("The data is in PostgreSQL, which has its own tools for that: pg_dump and pg_restore. docs/operations.md shows how.");
    }

    public static async Task<int> ReportAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception cannot) when (cannot is OperatorException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync(cannot.Message);
            return 1;
        }
    }
}
